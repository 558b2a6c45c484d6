"""What is counted over all coded texts, by PostgreSQL: agreement, what is open, how often a code counts.

What counts for one text says `agreement.Reading`; here it is said once more, for all texts at once. A test
holds one against the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from moderation.analysis.agreement import Table
from moderation.domain.codebook import Codebook
from moderation.models import Code
from workshops.models import Workshop

# The texts that two have read, by their two codings, and of each code that counts for one who chose it.
_PAIRS = """
WITH root_of (code, root) AS (SELECT * FROM unnest(%(codes)s::uuid[], %(roots)s::uuid[])),
read AS MATERIALIZED (
    SELECT id, item, reader, blind FROM moderation_coding
    WHERE workshop_id = %(workshop)s AND readable AND NOT stale
), pairs AS (
    SELECT one.item, one.id AS one, two.id AS two, one.blind OR two.blind AS blind
    FROM read one JOIN read two USING (item) WHERE one.reader = 1 AND two.reader = 2
), chosen AS (
    SELECT item, root, bool_or(blind) AS blind,
        bool_or(coding_id = one) AS first, bool_or(coding_id = two) AS second
    FROM (SELECT item, blind, one, two, unnest(ARRAY[one, two]) AS coding_id FROM pairs) both_of
    JOIN moderation_chosencode USING (coding_id) JOIN root_of ON code = code_id GROUP BY item, root
), settled AS (
    SELECT coalesce(idea_id, comment_id, passage_id) AS item, root, bool_or(applies) AS applies
    FROM moderation_settlement JOIN root_of ON root_of.code = code_id
    WHERE workshop_id = %(workshop)s GROUP BY 1, 2
)
"""


def _about_pairs(statement: str) -> str:
    """Return a statement that can ask what `_PAIRS` names."""
    return "".join((_PAIRS, statement))


_AGREEMENT = _about_pairs("""
, still_open AS (
    SELECT item FROM chosen LEFT JOIN settled USING (item, root)
    WHERE first <> second AND applies IS NULL GROUP BY item
)
SELECT 'texts', NULL, count(*), 0, 0 FROM pairs WHERE blind
UNION ALL
SELECT 'code', root, count(*) FILTER (WHERE first AND second), count(*) FILTER (WHERE first AND NOT second),
    count(*) FILTER (WHERE second AND NOT first)
FROM chosen WHERE blind GROUP BY root
UNION ALL
SELECT 'number', NULL, count(*), 0, 0 FROM still_open
UNION ALL
(SELECT 'open', item, 0, 0, 0 FROM still_open ORDER BY item LIMIT %(most)s)
""")
# Of a text that two people code nothing counts until both have.
_FINAL = _about_pairs("""
, alone AS (
    SELECT id FROM read WHERE NOT blind
    AND NOT EXISTS (SELECT FROM read other WHERE other.item = read.item AND other.reader <> read.reader)
)
SELECT NULL, (SELECT count(*) FROM pairs) + (SELECT count(*) FROM alone)
UNION ALL
SELECT root, sum(times)::integer FROM (
    SELECT root, count(DISTINCT alone.id) AS times
    FROM alone JOIN moderation_chosencode ON coding_id = alone.id JOIN root_of ON code = code_id GROUP BY root
    UNION ALL
    SELECT root, count(*) FROM chosen LEFT JOIN settled USING (item, root)
    WHERE first AND second OR applies GROUP BY root
) counted GROUP BY root
""")


@dataclass(frozen=True)
class Agreement:
    """For each code that can be chosen how far two people agree on it, over the blind share alone.

    number: on how many texts, of whatever share, something is still to be settled; still_open: some of them,
    in an order that means nothing.
    """

    tables: Sequence[tuple[Code, Table]]
    number: int
    still_open: Sequence[UUID]


def measure_agreement(workshop: Workshop, codebook: Codebook, *, most: int = 0) -> Agreement:
    """Return it, with at most so many texts that are open; one query."""
    rows = _ask(_AGREEMENT, workshop, codebook, most=most)
    counted = {key: numbers for name, key, *numbers in rows if name == "code"}
    sums = {name: number for name, key, number, *_nothing in rows if key is None}
    tables = [
        (code, _make_table(sums["texts"], *counted.get(key, (0, 0, 0))))
        for key, code in codebook.choosable.items()
    ]
    return Agreement(tables, sums["number"], [row[1] for row in rows if row[0] == "open"])


def _make_table(texts: int, both: int, first: int, second: int) -> Table:
    return Table(both, first, second, texts - both - first - second)


def count_final(workshop: Workshop, codebook: Codebook) -> tuple[int, list[int]]:
    """Return how many texts are read by all who are to read them, and for how many each code counts."""
    counted = dict(_ask(_FINAL, workshop, codebook))
    read = counted.pop(None)
    return read, list(counted.values())


def _ask(statement: str, workshop: Workshop, codebook: Codebook, **more: Any) -> Sequence[Any]:
    roots = {code: codebook.find_root(code) for code in codebook.codes}
    named = {"workshop": workshop.pk, "codes": list(roots), "roots": list(roots.values()), **more}
    with connection.cursor() as cursor:
        cursor.execute(statement, named)
        return list(cursor.fetchall())
