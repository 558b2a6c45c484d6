"""What the report says against the result: what it may lack, and how true suggested codes were."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from results.exports.tables import Cell
from results.published.edition import PublishedEdition

Row = Mapping[str, Cell]
SUGGESTIONS = "suggestions"


def describe_honest(edition: PublishedEdition) -> dict[str, Any]:
    """Return what each sample shows, and numbers about suggested codes; nothing where there are none."""
    rows = [row for table in edition.tables if table.name == SUGGESTIONS for row in table.as_dicts()]
    return {
        "samples": [{"sentence": one.sentence, "facts": one.facts} for one in edition.samples],
        "suggestions": {
            "sentences": list(_say_all(rows)),
            "rows": [
                [_say_tenth(tenth), _find(rows, "right", tenth), _find(rows, "taken", tenth)]
                for tenth in sorted({row["tenth"] for row in rows if isinstance(row["tenth"], int)})
            ],
        },
    }


def _say_all(rows: Sequence[Row]) -> Iterator[str]:
    for row in rows:
        chance = row["chance"]
        if row["measure"] == "error" and isinstance(chance, float):
            words = _(
                "On %(texts)d texts that two people coded without a suggestion, what it says is off by "
                "%(error)s in 100 on average."
            )
            yield words % {"texts": row["number"], "error": f"{100 * chance:.1f}"}
        elif row["tenth"] is None and row["true"] is not None:
            words = _("Of %(shown)d suggestions that people saw, they took %(taken)d.")
            yield words % {"shown": row["number"], "taken": row["true"]}


def _say_tenth(tenth: int) -> str:
    return _("%(low)d to %(high)d times in 10") % {"low": tenth, "high": tenth + 1}


def _find(rows: Sequence[Row], measure: str, tenth: int) -> str:
    found = next((row for row in rows if (row["measure"], row["tenth"]) == (measure, tenth)), None)
    if found is None or found["true"] is None:
        return "–"
    return _("%(true)d of %(number)d") % {"true": found["true"], "number": found["number"]}
