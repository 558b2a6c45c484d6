"""What is printed of a published edition: the poster, the report, and the picture for sharing."""
