"""What offices sent: archived, registered, dated; and what is noted of it."""
