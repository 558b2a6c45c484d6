"""The second demo workshop, which is published: two editions of a Declaration, and what they stand on."""
