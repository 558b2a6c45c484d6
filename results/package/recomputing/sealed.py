"""Comparing with the sealed list, and the list with what the site has kept."""

from __future__ import annotations

from collections.abc import Iterator

from results.package.opening import Package
from results.package.recomputing.differences import Difference
from results.package.seal import hash_content, list_numbers, read_seal
from results.package.writing import CHECKSUMS, DESCRIPTOR, SEAL, write_checksums

OF_IDEAS = frozenset({"ideas", "boards", "daily"})


def compare_checksums(package: Package) -> Iterator[Difference]:
    """Yield each file whose check sum is another than the one that is written."""
    written = _read_checksums(package.files[CHECKSUMS])
    again = _read_checksums(write_checksums(package.files))
    for name in sorted(written.keys() | again.keys()):
        if written.get(name) != again.get(name):
            yield Difference(f"{CHECKSUMS} / {name}", written.get(name), again.get(name))


def compare_with_seal(package: Package) -> Iterator[Difference]:
    """Yield each number that is another than in the sealed list; those of ideas that are gone are none."""
    sealed = read_seal(package.files[SEAL])
    facts = {key[2]: sealed.pop(key) for key in list(sealed) if key[0] == "facts"}
    written = str(package.described.get("counted_on"))
    if facts.get("counted_on") != written:
        yield Difference(f"{DESCRIPTOR} / counted_on", written, facts.get("counted_on"))
    gone = set(list_gone(package))
    told = list_numbers(package.tables.values())
    for key in sorted(sealed.keys() | told.keys()):
        if sealed.get(key) != told.get(key) and _find_idea(key) not in gone:
            table, name, column = key
            where = f"{table}.csv / {name} / {column}, compared with {SEAL}"
            yield Difference(where, told.get(key), sealed.get(key))


def list_gone(package: Package) -> list[str]:
    """Return the references of sealed ideas that nobody can read any more: who wrote one took it out."""
    known = {str(idea["ref"]) for idea in package.rows("ideas")}
    sealed = {_find_idea(key) for key in read_seal(package.files[SEAL]) if key[0] in OF_IDEAS}
    return sorted(sealed - known)


def compare_seal(package: Package, kept: str) -> Iterator[Difference]:
    """Yield the check sum of the sealed list where it is another than the one that the site has kept."""
    again = hash_content(package.files[SEAL])
    if again != kept.strip().lower():
        yield Difference(f"{SEAL}, compared with the site", kept, again)


def _find_idea(key: tuple[str, str, str]) -> str:
    """Return the reference of the idea of which a sealed number tells; "" for another number."""
    table, name, _column = key
    if table == "boards":
        return name.rpartition(" ")[2]
    return name.partition(" ")[0] if table in OF_IDEAS else ""


def _read_checksums(content: bytes) -> dict[str, str]:
    pairs = (line.split("  ", 1) for line in content.decode("utf-8", "replace").splitlines() if "  " in line)
    return {name: digest for digest, name in pairs}
