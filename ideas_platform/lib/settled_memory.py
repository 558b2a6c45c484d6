"""What is loaded at the start of a process stays: looking through it again and again takes time."""

import gc


def settle_memory() -> None:
    """Leave what is in memory now out of all later collections; what is shared by forks stays shared."""
    gc.collect()
    gc.freeze()
