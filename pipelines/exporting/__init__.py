"""What leaves the house: blank templates, and the files of a published version."""
