"""What the design group fills in to decide."""
