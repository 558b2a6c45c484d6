"""Attackers who do things themselves: over HTTP, each in a workshop of its own, by the test's clock."""
