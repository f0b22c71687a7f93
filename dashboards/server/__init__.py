"""What runs beside the pages.

The HTML shell, downloads, a steward's commands, and the tuning of a long-lived process.
"""
