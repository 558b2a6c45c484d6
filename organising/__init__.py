"""The organiser's desk: set-up in steps, people, invitations, participation, spread, import."""
