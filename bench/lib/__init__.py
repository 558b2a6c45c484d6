"""What the programs of `bench` share."""
