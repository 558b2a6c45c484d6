"""To whom a danger to somebody is told."""

from __future__ import annotations

from identifiers import Kind, find_identifiers
from workshops.models import Workshop


def find_safeguarding_address(workshop: Workshop) -> str:
    """Return to whom a danger is told, "" where the workshop names nobody.

    That is the safeguarding address; in its place the first address in the words about safeguarding, else
    that of the contact for help.
    """
    return workshop.safeguarding_email or _find_address(workshop.safeguarding) or workshop.contact_email


def _find_address(words: str) -> str:
    found = (one for one in find_identifiers(words) if one.kind is Kind.EMAIL)
    first = next(found, None)
    return words[first.start : first.end] if first else ""
