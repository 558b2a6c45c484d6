"""The sealed package of a published edition: what everybody may take away, and count again from it alone."""
