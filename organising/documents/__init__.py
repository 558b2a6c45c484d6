"""What organisers print."""
