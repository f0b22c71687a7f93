"""What pages are made of: cards, tables, tiles, tool rows, and the states of what is empty or broken."""
