"""Rules of organising."""
