"""Rules of pledges."""
