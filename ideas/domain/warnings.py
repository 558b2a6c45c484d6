"""What an author is told before sending: which passages could identify somebody."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise

from ideas.domain.holding import is_held
from identifiers import Passage, find_identifiers, mark_passages


@dataclass(frozen=True)
class Warnings:
    """Title and text in passages, some of them marked, and what to do about each kind of mark."""

    title: list[Passage]
    body: list[Passage]
    messages: list[str | Promise]
    holds: bool


def warn_about(*, title: str, body: str) -> Warnings:
    """Return what in these two texts could identify a person. Nothing of it is stored or logged."""
    found = {text: find_identifiers(text) for text in (title, body)}
    messages = dict.fromkeys(finding.message for findings in found.values() for finding in findings)
    marked = [mark_passages(text, found[text]) for text in (title, body)]
    return Warnings(marked[0], marked[1], list(messages), is_held(title, body))
