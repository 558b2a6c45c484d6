"""What a request writes to the database."""

import re
from collections.abc import Iterable, Mapping

_WRITE = re.compile(r'\b(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(?!SET\b|OF\b)(\w+)', re.IGNORECASE)


def list_written(queries: Iterable[Mapping[str, str]]) -> list[str]:
    """Return the tables that captured queries write to, in order, wherever in a statement that stands."""
    return [table for query in queries for table in _WRITE.findall(query["sql"])]
