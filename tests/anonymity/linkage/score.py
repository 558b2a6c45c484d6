"""The bars: what each attack may find at most."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from django.apps import apps

from anonymity.sides import CONTRIBUTION, IDENTITY
from tests.anonymity.linkage import attack, marks
from tests.anonymity.linkage.evidence import Evidence
from tests.anonymity.linkage.numbers import count_fewest_values
from tests.anonymity.linkage.scale import Scale
from tests.anonymity.linkage.watching import Watched, watch
from tests.anonymity.schema import find_faults
from workshops.domain.scramble import list_tables

NEVER = float("inf")
WEEK = 7
# Heartbeats, and the record of the scramble itself.
WRITTEN_AFTER = "workshops_housekeeping"


@dataclass(frozen=True)
class Measure:
    """A figure and the bar that it must keep."""

    name: str
    value: float
    least: float = -NEVER
    most: float = NEVER
    note: str = ""

    @property
    def holds(self) -> bool:
        """Return whether the figure keeps its bar."""
        return self.least <= self.value <= self.most


def score(evidence: Evidence) -> list[Measure]:
    """Return all figures of one simulated workshop."""
    watched = watch(evidence.simulation.diary)
    return [
        *_score_dump(evidence),
        *_score_order(evidence, watched),
        *_score_watcher(watched, evidence.simulation.scale),
        _score_numbers(evidence),
        *_score_traces(evidence),
    ]


def _score_dump(evidence: Evidence) -> list[Measure]:
    guesses = [guess for night in evidence.nights for guess in attack.name_people(evidence, night)]
    items = sum(guess.items for guess in guesses)
    best = max(guesses, key=lambda guess: guess.right / max(1, guess.items))
    half = len(evidence.simulation.actors) / 2
    candidates = [number for guess in guesses for number in guess.candidates]
    worst = max(attack.compare_authors(evidence), key=lambda likeness: abs(likeness.auc - 0.5))
    by_date = [likeness.auc for likeness in attack.compare_authors(evidence, by_date=True)]
    right, total = marks.name_by_letters(evidence)
    return [
        Measure(
            "named_from_dump", sum(guess.right for guess in guesses) / items, most=0.02, note=str(best.attack)
        ),
        Measure("named_from_letters", right / total, most=0.02),
        Measure("candidates_from_dump", median(candidates), least=half),
        Measure(
            "same_author_auc", worst.auc, 0.45, 0.55, f"{worst.table}, {worst.column}, {worst.pairs} pairs"
        ),
        Measure(
            "same_author_by_date", max(by_date, default=0.5), note="stated limit: what is sent in one sitting"
        ),
        Measure("shared_transactions", attack.count_shared_transactions(evidence.evening), most=0),
    ]


def _score_order(evidence: Evidence, watched: Watched) -> list[Measure]:
    small = [name for name, many in list_tables().items() if not many and name != WRITTEN_AFTER]
    headers = max(attack.count_headers(evidence.last, small).values())
    order = max(abs(value) for value in attack.correlate_order(evidence).values())
    tables = marks.list_tables(CONTRIBUTION | IDENTITY)
    items = watched.full.items + watched.patient.items
    return [
        Measure("headers_of_a_table", headers, most=1),
        Measure("order_in_files", order, most=0.2),
        Measure("order_in_exports", abs(watched.order), most=0.2 if items >= attack.FEWEST_ROWS else NEVER),
        Measure("keys_not_random", attack.count_odd_keys(evidence.last, tables), most=0),
        Measure("bits_of_keys", attack.measure_bits(evidence.last, tables), most=4.5),
    ]


def _score_watcher(watched: Watched, scale: Scale) -> list[Measure]:
    full, patient = watched.full, watched.patient
    return [
        Measure("smallest_of_release", min(full.sizes), least=10, note=f"{len(full.sizes)} releases"),
        Measure("named_by_watcher", full.rate, most=1 / 10, note=f"{full.items} ideas, one of ten at most"),
        # Without any, as in a few days, the next two say nothing.
        Measure("releases_after_48_hours", len(patient.sizes), least=int(scale.days > WEEK)),
        Measure("smallest_after_48_hours", min(patient.sizes, default=5), least=5),
        Measure(
            "named_after_48_hours",
            patient.rate,
            most=1 / 5,
            note=f"{patient.items} ideas, one of five at most",
        ),
        Measure("votes_told_by_totals", watched.told_votes, most=0),
        Measure(
            "smallest_linked",
            min(watched.linked_sizes, default=max(full.sizes)),
            least=1,
            note=f"stated limit: {len(watched.linked_sizes)} changes of one's own text",
        ),
    ]


def _score_numbers(evidence: Evidence) -> Measure:
    fewest, number = count_fewest_values(evidence.simulation.diary.numbers)
    return Measure("fewest_values", fewest, least=5, note=f"values of each of {number} numbers not told")


def _score_traces(evidence: Evidence) -> list[Measure]:
    diary = evidence.simulation.diary
    found = marks.find_markers(evidence)
    beside = marks.find_items_beside_people(evidence)
    faults = find_faults(apps.get_models(include_auto_created=True))
    return [
        Measure("markers", len(found), most=0, note=", ".join(found[:3])),
        Measure("items_beside_people", len(beside), most=0, note=", ".join(beside[:3])),
        Measure("log_lines_beside", marks.count_lines_beside(evidence), most=0),
        Measure("telling_ends_in_valkey", marks.count_telling_ends(evidence), most=0),
        Measure("identity_writes", len(diary.identity_writes), most=0, note=str(set(diary.identity_writes))),
        Measure(
            "changes_between_releases",
            len(diary.changes_between_releases),
            most=0,
            note="; ".join(diary.changes_between_releases[:2]),
        ),
        Measure("forbidden_columns", len(faults), most=0),
    ]
