"""A released edition with all its numbers, as plain values: what pages to print, package and exports read."""
