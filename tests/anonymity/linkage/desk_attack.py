"""Attacks of somebody at the desk: record, claims, decisions and exports beside all that names people."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import sqrt
from typing import Any

import numpy as np

from moderation.models import ChosenCode, Coding, Decision, Quote
from tests.anonymity.linkage.attack import FEWEST_PAIRS, PEOPLE, name_side
from tests.anonymity.linkage.capture import Table, table_of
from tests.anonymity.linkage.diary import COMMENT, IDEA
from tests.anonymity.linkage.evidence import Evidence
from tests.anonymity.linkage.likeness import measure_likeness
from tests.anonymity.linkage.naming import Guessed, Side, attack_items
from tests.anonymity.linkage.referee import COMMENTS, IDEAS, NOBODY
from tests.anonymity.linkage.score import Measure
from tests.anonymity.linkage.values import read_columns

MOST = 0.02
# From so many items on, chance alone stays well under the bar; before, it is given five standard errors.
MANY = 2_000
DECISIONS = table_of(Decision)
CODINGS, CHOSEN, QUOTES = map(table_of, (Coding, ChosenCode, Quote))


def score_desk(evidence: Evidence) -> list[Measure]:
    """Return what each page of the desk tells somebody who also holds the last dump."""
    group = evidence.simulation.design_group
    document = evidence.simulation.diary.releases[-1].document
    exported = [_read_export(document, name) for name in ("ideas", "comments")]
    steps = [after - before for before, after in pairwise([0, *group.ledgers])]
    record = group.read_record()
    return [
        _measure("named_from_record", name_texts(evidence, [record]), evidence),
        _measure("named_from_claims", name_texts(evidence, [group.list_claims()]), evidence),
        _measure("named_from_decisions", name_texts(evidence, [_read_decisions(evidence)]), evidence),
        _measure("named_from_codings", name_texts(evidence, _read_codings(evidence)), evidence),
        _measure("named_from_exports", name_texts(evidence, exported), evidence),
        Measure("smallest_of_ledger", min(steps, default=10), least=10, note=f"{len(steps)} ledgers"),
        *_compare_authors(evidence, [record, *exported]),
    ]


def name_texts(
    evidence: Evidence, tables: Sequence[Table], identity: tuple[str, ...] = PEOPLE
) -> list[Guessed]:
    """Return the best attack on each of these tables, whose column `ref` says which text a row is about."""
    sides = name_side(evidence, evidence.last, identity)
    seed = evidence.simulation.scale.seed
    return [attack_items(_side(evidence, table), sides, seed) for table in tables if table.rows]


def _side(evidence: Evidence, table: Table) -> Side:
    authors = _find_authors(evidence)
    whose = [authors.get(str(ref), NOBODY) for ref in table.column("ref")]
    return Side(table.name, read_columns(table), np.array(whose, np.int64))


def _find_authors(evidence: Evidence) -> dict[str, int]:
    """Return who wrote each text, by its reference."""
    comments, diary = evidence.last[COMMENTS], evidence.simulation.diary
    refs = dict(zip(comments.column("body"), comments.column("ref"), strict=True))
    wrote = {refs[body]: who for body, who in diary.authors(COMMENT).items() if body in refs}
    return diary.authors(IDEA) | wrote


def _measure(name: str, guesses: list[Guessed], evidence: Evidence) -> Measure:
    items = sum(guess.items for guess in guesses)
    right = sum(guess.right for guess in guesses)
    best = max(guesses, key=lambda guess: guess.right / max(1, guess.items))
    chance = 1 / len(evidence.simulation.actors)
    slack = 0.0 if items >= MANY else 5 * sqrt(chance / max(1, items))
    return Measure(name, right / max(1, items), most=MOST + slack, note=f"{items} texts, {best.attack}")


def _read_decisions(evidence: Evidence) -> Table:
    """Return the decisions of the last dump, each with the reference of its text."""
    return _refer(evidence, DECISIONS, _list_about(evidence, DECISIONS))


def _read_codings(evidence: Evidence) -> list[Table]:
    """Return codings, chosen codes and quotes of the last dump, each with the reference of its text."""
    about = _list_about(evidence, CODINGS)
    whose = dict(zip(evidence.last[CODINGS].column("id"), about, strict=True))
    parts = [
        _refer(evidence, name, [whose[key] for key in evidence.last[name].column("coding_id")])
        for name in (CHOSEN, QUOTES)
    ]
    return [_refer(evidence, CODINGS, about), *parts]


def _list_about(evidence: Evidence, name: str) -> list[Any]:
    """Return the key of the text that each row of a table is about."""
    table = evidence.last[name]
    about = zip(table.column("idea_id"), table.column("comment_id"), strict=True)
    return [idea or comment for idea, comment in about]


def _refer(evidence: Evidence, name: str, about: Sequence[Any]) -> Table:
    """Return a table of the last dump with the reference of the text that each row is about."""
    table = evidence.last[name]
    refs = {
        key: ref
        for kind in (IDEAS, COMMENTS)
        for key, ref in zip(evidence.last[kind].column("id"), evidence.last[kind].column("ref"), strict=True)
    }
    rows = [(*row, refs[key]) for row, key in zip(table.rows, about, strict=True)]
    return Table(name, [*table.columns, "ref"], rows)


def _read_export(document: dict[str, list[dict[str, object]]], name: str) -> Table:
    """Return a table of the last export, each row with its place: the order of a file tells something too."""
    rows = document[name]
    columns = list(rows[0]) if rows else ["ref"]
    placed = [(place, *(row[column] for column in columns)) for place, row in enumerate(rows)]
    return Table(f"export of {name}", ["place", *columns], placed)


def _compare_authors(evidence: Evidence, tables: Sequence[Table]) -> list[Measure]:
    """Return how well one can say of two rows whether one person wrote both texts, where there are enough."""
    found = []
    for table in tables:
        side = _side(evidence, table)
        threads = table.column("idea" if "idea" in table.columns else "ref")
        auc, column, pairs = measure_likeness(side, threads, evidence.simulation.scale.seed)
        if pairs >= FEWEST_PAIRS:
            words = f"{column}, {pairs} pairs"
            found.append(Measure(f"same_author_{table.name.replace(' ', '_')}", auc, 0.45, 0.55, words))
    return found
