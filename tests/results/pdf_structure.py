"""What a PDF says to those who listen to it: its language, its title, and the tags of its parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf


@dataclass(frozen=True)
class Structure:
    """The language, the title that a window shows, the part of PDF/UA, the tags, and what pictures say."""

    language: str
    title: str
    shows_title: bool
    accessible: str
    pages: int
    tags: Counter[str]
    alternatives: list[str]


def read_structure(content: bytes) -> Structure:
    """Return the structure of a PDF."""
    with pikepdf.open(BytesIO(content)) as file:
        root: Any = file.Root
        assert bool(root.MarkInfo.Marked)
        elements = list(_walk(root.StructTreeRoot.K))
        with file.open_metadata() as facts:
            accessible = str(facts.get("{http://www.aiim.org/pdfua/ns/id/}part"))
        return Structure(
            str(root.Lang),
            str(file.docinfo["/Title"]),
            bool(root.ViewerPreferences.DisplayDocTitle),
            accessible,
            len(file.pages),
            Counter(str(element.S) for element in elements),
            [str(element.Alt) for element in elements if "/Alt" in element],
        )


def _walk(kids: Any) -> Iterator[Any]:
    """Yield the elements of the tree, parents first."""
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            if "/K" in kid:
                yield from _walk(kid.K)
