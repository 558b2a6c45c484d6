"""Real conversations from Pol.is, imported as closed workshops."""
