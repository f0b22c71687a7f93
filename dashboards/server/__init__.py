"""What runs beside the pages: the HTML shell, downloads, a steward's commands, and the tuning of a long-lived process."""
