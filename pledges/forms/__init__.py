"""Forms of what follows a result."""
