"""Short texts of which people said what each one says: any folder laid out like IBM's ArgKP-2021.

`arguments_*.csv` (arg_id, argument), `key_points_*.csv` (key_point_id, key_point) and `labels_*.csv` (arg_id,
key_point_id, label): a key point stands for a code, an argument for a contribution.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from moderation.analysis.arrays import Booleans


@dataclass(frozen=True)
class Arguments:
    """T texts that have a code, K codes, and which text has which (T, K)."""

    texts: list[str]
    codes: list[str]
    right: Booleans


def read_arguments(folder: Path) -> Arguments:
    """Read all parts of a folder; ids repeat between parts, so the part's name stands before them."""
    texts = dict(_read(folder, "arguments", "arg_id", "argument"))
    codes = dict(_read(folder, "key_points", "key_point_id", "key_point"))
    places = {code: place for place, code in enumerate(codes)}
    found: dict[str, list[int]] = {}
    for part, row in _read_rows(folder, "labels"):
        if row["label"] == "1":
            found.setdefault(part + row["arg_id"], []).append(places[part + row["key_point_id"]])
    right = np.zeros((len(found), len(codes)), np.bool_)
    for line, of_text in zip(right, found.values(), strict=True):
        line[of_text] = True
    return Arguments([texts[one] for one in found], list(codes.values()), right)


def _read(folder: Path, name: str, key: str, text: str) -> Iterator[tuple[str, str]]:
    return ((part + row[key], row[text]) for part, row in _read_rows(folder, name))


def _read_rows(folder: Path, name: str) -> Iterator[tuple[str, dict[str, str]]]:
    for path in sorted(folder.glob(f"{name}_*.csv")):
        with path.open(newline="") as file:
            yield from ((f"{path.stem.removeprefix(name)}/", row) for row in csv.DictReader(file))
