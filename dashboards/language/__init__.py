"""How anything is written: words of two languages, numbers and dates, bidirectional text, escaped HTML."""
