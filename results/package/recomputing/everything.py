"""All comparisons of a package, with what they could not say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from results.package.opening import NotAPackage, Package
from results.package.recomputing.boards import compare_boards
from results.package.recomputing.counts import compare_counts
from results.package.recomputing.differences import Difference
from results.package.recomputing.sealed import (
    compare_checksums,
    compare_seal,
    compare_with_seal,
    list_gone,
)


@dataclass(frozen=True)
class Outcome:
    """What differs, and the references of ideas that were taken out since."""

    differences: list[Difference]
    gone: list[str]


def recompute(package: Package, kept: str | None) -> Outcome:
    """Return all that does not come out the same.

    kept: the SHA-256 of the sealed list as the site tells it; without it the list itself is believed. Raises
    NotAPackage where a table lacks what is needed.
    """
    try:
        return Outcome(list(_compare(package, kept)), list_gone(package))
    except (KeyError, ValueError, TypeError) as error:
        raise NotAPackage(f"A table of the package lacks what is needed: {error}") from error


def _compare(package: Package, kept: str | None) -> Iterator[Difference]:
    yield from compare_checksums(package)
    if kept is not None:
        yield from compare_seal(package, kept)
    yield from compare_counts(package)
    yield from compare_boards(package)
    yield from compare_with_seal(package)
