"""Looking through memory for what is no longer used takes time, and mostly finds nothing."""

import gc

# Django makes few cycles: the usual 700 objects come together several times in each request.
NEW_OBJECTS = 20_000


def settle_memory() -> None:
    """Leave what is in memory now out of all later collections, and collect what comes less often.

    What is shared by forks stays shared.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS)
