"""Counting again from the package alone, and comparing with what it says and with the sealed list."""
