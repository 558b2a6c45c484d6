"""From how many texts on something is told. Pages say these numbers too, so nothing heavy is loaded here."""

# Texts of the blind share that both have read, before the chance of a suggestion is told.
ENOUGH_BLIND = 50
