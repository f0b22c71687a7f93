"""What is drawn: charts over time, small lines, bars, maps, and their colours."""
