"""The notes of the package: how to read it, what each column means, how it was counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import fill

from results.exports.folder import READING, WIDEST
from results.exports.plain_words import list_codes
from results.package.meanings import explain, explain_table
from results.published.edition import PublishedEdition, Rows, split_paragraphs
from results.published.method import list_method, say_what_can_be_counted_again

_FILES = """
index.html          all of it to read, without a network
statements.csv …    the tables; columns.txt says what each column means, datapackage.json says it to programs
codebook.csv        the codes: what texts are about, and when a code is chosen
counting-rules.txt  how numbers are rounded and left out, and how to count again
method.txt          how the boards come about
sealed.csv          every number of people, votes and boards, as it was on the day of the release
statuses.csv        what became of the statements by the day this was made: it goes on, and is not sealed
checksums.sha256    the check sum of each file: sha256sum --check checksums.sha256
picture-… .webp     the pictures of the foundations; foundations.csv says what each one shows
poster.pdf, report.pdf
"""
_RULES = """
Totals of an idea are there from five voters on. Scores have two decimals. A number of people that is too
small is not told.

Sums of votes (counts.csv) are taken over the ideas that stand for themselves and whose totals are told. Where
all are told the sum is exact. Where a single one is empty the sum is rounded down to the next 5, and made
from the told ones alone: it never gives an empty one back.

A share of the straw poll is a whole per cent, halves rounded up.

debated: 2 x the lower end of Wilson's interval (z = 1.959963984540054) of the smaller side among those for or
against; listed from 20 of them on. The score is rounded to three decimals before ideas are put in order.

rising: for each day on which the totals changed 2^(-age / 3 days) x (more for it - more against it); listed
from 10 more votes than 15 days before. The age is counted from the day of the last release (counted_on in
datapackage.json). daily.csv has the ideas of which every day that counts was told: days with fewer than five
voters are left out where they change the score by less than 0.005, else the idea is. Ideas that were merged
are not in it. Their rise is compared with the sealed list.

Order: by score, then by the number of those for or against, then by "tie", the lower one first. It is the
first 8 bytes of SHA-256 over an idea's inner number and the board's name: lots that nobody can choose.

new: by day, then by "tie".

A statement rests on the ideas and comments that its evidence names, and on all that have its codes: each
counts once. Streams are never added up.
"""


def write_read_me(edition: PublishedEdition, sealed_as: str) -> bytes:
    """Return what lies where, and how to read the tables."""
    lines = [
        f"{edition.title} ({edition.workshop})",
        f"Edition {edition.number}, released on {edition.released_on.isoformat()}",
        edition.address,
        _FILES,
        f"SHA-256 of sealed.csv: {sealed_as}",
        "The same number stands on the site. Compare them.",
        READING,
    ]
    return "\n".join(lines).encode()


def write_columns(tables: Sequence[Rows]) -> bytes:
    """Return what each table and each of its columns means."""
    return "\n".join(line for table in tables for line in _explain_table(table)).encode()


def write_rules(edition: PublishedEdition) -> bytes:
    """Return the rules by which anybody can count again."""
    again = _write_text(say_what_can_be_counted_again())
    return f"{edition.title}\n{_RULES}\n{again}\n".encode()


def write_method(edition: PublishedEdition) -> bytes:
    """Return how the numbers come about, in the words of the pages."""
    parts = [f"{heading}\n\n{_write_text(text)}\n" for heading, text in list_method(edition)]
    return "\n".join(parts).encode()


def _explain_table(table: Rows) -> Iterable[str]:
    yield f"{table.name}.csv"
    yield explain_table(table.name)
    for column in table.columns:
        codes = ", ".join(f"{code} = {word}" for code, word in list_codes(table.name, column).items())
        words = f"  {column}: {explain(table.name, column)} {codes}".rstrip()
        yield fill(words, WIDEST, subsequent_indent="    ")
    yield ""


def _write_text(text: str) -> str:
    return "\n\n".join(fill(part, WIDEST) for part in split_paragraphs(text))
