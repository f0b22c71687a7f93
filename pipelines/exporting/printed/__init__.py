"""What is printed: bulletin, scorecard and reports as accessible PDF that carries its own data."""
