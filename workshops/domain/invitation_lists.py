"""What a list of people to invite says, line by line: pasted, or read out of a file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from ideas_platform.lib.pasted_address import has_other_letters
from workshops.domain.admission import domain_of, normalise_address
from workshops.models import Invitation, Organisation, Workshop
from workshops.models.places import normalise_name

LONGEST_LIST = 3000
# An address in brackets, as mail programs write it behind a name, or a word.
_PIECES = re.compile(r"<([^<>]+)>|([^\s,;<>]+)")
_QUOTES = "\"'“”‘’"
_BETWEEN_CELLS = "\t"


class Outcome(StrEnum):
    """What becomes of one address of a list."""

    NEW = "new"
    ALREADY = "already"
    OTHER_ROLE = "other_role"
    TWICE = "twice"
    NO_ADDRESS = "no_address"
    OTHER_LETTERS = "other_letters"


class Remark(StrEnum):
    """What somebody should look at once more in a line that is taken."""

    UNKNOWN_ORGANISATION = "unknown_organisation"
    OTHER_DOMAIN = "other_domain"


@dataclass(frozen=True)
class Line:
    """A piece of a list, its line (from 1), the address that it is in normal form, and its outcome."""

    number: int
    text: str
    address: str
    outcome: Outcome
    organisation: Organisation | None = None
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class _Piece:
    number: int
    text: str
    organisation: str = ""


def read_list(workshop: Workshop, text: str, role: str) -> list[Line]:
    """Return what stands in a pasted list: addresses by lines, commas or spaces, with names or without.

    Where a line has cells, as one copied from a spreadsheet has, the one behind the address is the
    organisation. Who was invited before is told; who has joined, or had an account here, never is.
    Two queries.
    """
    pieces = [(piece, _read_address(piece.text)) for piece in _split(text)]
    found = Invitation.objects.filter(workshop=workshop, email__in={address for _piece, address in pieces})
    before = dict(found.values_list("email", "role"))
    known = {one.normal_name: one for one in Organisation.objects.filter(workshop=workshop).offered()}
    seen = set[str]()
    lines = []
    for piece, address in pieces:
        outcome = _find_outcome(address, seen, before, role) if address else _say_no_address(piece.text)
        seen.add(address)
        organisation = known.get(normalise_name(piece.organisation)) if piece.organisation else None
        lines.append(
            Line(piece.number, piece.text, address, outcome, organisation,
                 _list_remarks(workshop, piece, address, organisation))
        )  # fmt: skip
    return lines


def write_list(rows: Sequence[tuple[str, str]]) -> str:
    """Return a list of addresses and organisations as it would be copied from a spreadsheet."""
    lines = (_BETWEEN_CELLS.join(" ".join(cell.split()) for cell in row) for row in rows)
    return "\n".join(lines)


def read_addresses(text: str) -> list[tuple[str, str]]:
    """Return each piece of a pasted list with its address in normal form, "" for what is none; each once."""
    return list(dict.fromkeys((piece.text, _read_address(piece.text)) for piece in _split(text)))


def _say_no_address(piece: str) -> Outcome:
    """Return why this is no address to which a letter goes."""
    return Outcome.OTHER_LETTERS if has_other_letters(piece) else Outcome.NO_ADDRESS


def _find_outcome(address: str, seen: set[str], before: Mapping[str, str], role: str) -> Outcome:
    if address in seen:
        return Outcome.TWICE
    if address in before:
        return Outcome.ALREADY if before[address] == role else Outcome.OTHER_ROLE
    return Outcome.NEW


def _list_remarks(
    workshop: Workshop, piece: _Piece, address: str, organisation: Organisation | None
) -> tuple[Remark, ...]:
    """Return what may be a slip of the pen. It is worked out from the list and the set-up alone."""
    unknown = bool(piece.organisation) and organisation is None
    domains = workshop.allowed_domains
    other = bool(address) and bool(domains) and domain_of(address) not in domains
    marks = {Remark.UNKNOWN_ORGANISATION: unknown, Remark.OTHER_DOMAIN: other}
    return tuple(remark for remark, is_so in marks.items() if is_so)


def _split(text: str) -> Iterator[_Piece]:
    """Yield each piece with its line. Beside an address in brackets, words without an @ are a name."""
    for number, line in enumerate(text.splitlines(), start=1):
        if _BETWEEN_CELLS in line.strip():
            yield _split_cells(number, line)
        else:
            yield from (_Piece(number, piece) for piece in _split_line(line) if piece)


def _split_cells(number: int, line: str) -> _Piece:
    """Return the first cell in which an @ stands, and the next one that is filled as its organisation."""
    cells = [cell.strip().strip(_QUOTES) for cell in line.split(_BETWEEN_CELLS)]
    place = next((place for place, cell in enumerate(cells) if "@" in cell), 0)
    words = _split_line(cells[place])
    address = words[0] if len(words) == 1 else cells[place]
    return _Piece(number, address, next(filter(None, cells[place + 1 :]), ""))


def _split_line(line: str) -> list[str]:
    found = [(inside.strip(), word.strip(_QUOTES)) for inside, word in _PIECES.findall(line)]
    in_brackets = {inside.lower() for inside, _word in found} - {""}
    if not in_brackets:
        return [word for _inside, word in found]
    return list(filter(None, (inside or _drop_name(word, in_brackets) for inside, word in found)))


def _drop_name(word: str, in_brackets: set[str]) -> str:
    """Return a word beside addresses in brackets, "" where it is of a name.

    Outlook writes the address for a name that it does not know: 'ada@trust.example' <ada@trust.example>.
    """
    return word if "@" in word and word.lower() not in in_brackets else ""


def _read_address(piece: str) -> str:
    """Return an address in normal form, "" for what is none."""
    try:
        address = normalise_address(piece.removeprefix("mailto:"))
        validate_email(address)
    except (ValueError, ValidationError):
        return ""
    return address
