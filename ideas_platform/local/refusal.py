"""Local mode says no in plain words."""


class Refusal(Exception):  # noqa: N818 - it is an answer, not a fault
    """Local mode cannot go on; the message tells the operator why, and what to do."""
