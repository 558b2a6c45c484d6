"""How long whoever starts something waits before it is said to be stuck."""

import os

# Most parts start within seconds. Who waits wants to know within two minutes that something is wrong.
USUAL = 120.0


def patience() -> float:
    """Return the seconds that a part has to start, or to answer: for a very slow machine START_PATIENCE."""
    return float(os.environ.get("START_PATIENCE") or USUAL)
