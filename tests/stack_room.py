"""Room on Python's own stack for every test: without it, pages at the desk cost a third more under pytest.

CPython 3.11 keeps the frames of a thread in chunks of 16 KiB. It takes the next chunk from the system when a
call does not fit, and gives it back when that call returns (`push_chunk` and `_PyThreadState_PopFrame` in its
`Python/pystate.c`). A loop that stands at the edge of a chunk does both for each call, and each costs far
more than the call. Under pytest and Django's client a page runs so deep that some loop in it always does;
under gunicorn none did.

A chunk is as large as the frame that asks for it needs, up to the next power of two. So a function that says
that it needs a little over half of one leaves the other half to all that it calls.
"""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

import pytest

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

# Words of 8 bytes, a little over half of 1 MiB. The system gives only the pages that are touched.
NEEDED = 66_000


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> None:
    """Give the test room; pytest calls it next."""
    pyfuncitem.obj = with_stack_room(pyfuncitem.obj)


def with_stack_room(function: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Return a function that does the same, with nearly half a mebibyte of stack for all that it calls."""

    def call(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
        __tracebackhide__ = True
        return function(*args, **kwargs)

    call.__code__ = call.__code__.replace(co_stacksize=NEEDED)
    return call
