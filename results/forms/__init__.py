"""What the staff fill in to write the Declaration."""
