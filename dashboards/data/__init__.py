"""What is read: the published version and the queries of its tables. No value is computed here."""
