"""The organiser's desk: participation, spread."""
