"""Numbers as people read them: 2,000, as a language parts the thousands."""

from collections.abc import Mapping
from typing import Any

from django.utils.formats import number_format


def write_number(number: int) -> str:
    """Return a whole number with its thousands parted, as the reader's language does."""
    return number_format(number, force_grouping=True)


class ReadNumber(int):
    """A whole number that `%s` writes as people read it. It still tells a message one from many."""

    def __str__(self) -> str:
        return write_number(int(self))


def write_numbers(params: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values that a message is filled in with, the whole numbers as people read them."""
    return {name: ReadNumber(value) if type(value) is int else value for name, value in params.items()}
