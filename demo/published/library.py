"""All that the statements of the published demo can stand on, found by the words that its files use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ideas.models import Idea
from moderation.models import Code, Passage, Text
from results.domain.counting import TOLD
from results.domain.evidence import NewEvidence
from results.models import Evidence

Kind, Stream = Evidence.Kind, Evidence.Stream
# What is told in words is of this stream, where the file does not say otherwise.
TOLD_STREAMS = {Kind.LITERATURE: Stream.LITERATURE, Kind.CASE_STUDY: Stream.STAFF}


@dataclass(frozen=True)
class Library:
    """Codes by name, passages by key, and all texts: ideas, comments, passages."""

    codes: Mapping[str, Code]
    passages: Mapping[str, Passage]
    texts: Sequence[Text]

    def find_idea(self, title: str) -> Idea:
        """Return the idea with this title; raises StopIteration where there is none."""
        return next(text for text in self.texts if isinstance(text, Idea) and text.title == title)

    def find_quoted(self, words: str) -> Text:
        """Return the one text in which these words stand; raises ValueError where there are none or more."""
        (found,) = (text for text in self.texts if words in text.body)
        return found

    def find_source(self, row: Mapping[str, Any]) -> Text | Code:
        """Return what a row of a file names: a code, an idea by its title, or a passage by its key."""
        if "code" in row:
            return self.codes[row["code"]]
        return self.passages[row["voice"]] if "voice" in row else self.find_idea(row["item"])

    def read_evidence(self, row: Mapping[str, Any]) -> NewEvidence:
        """Return the evidence that a row of a file describes."""
        said = {"stance": row.get("stance", Evidence.Stance.SUPPORTS)}
        for kind in TOLD & row.keys():
            stream = TOLD_STREAMS.get(Kind(kind), "")
            return NewEvidence(kind, stream=stream, reference=row[kind], **said)
        said["stream"] = row.get("stream", Stream.SERVICE_USERS)
        if "quote" in row:
            return NewEvidence(Kind.QUOTE, item=self.find_quoted(row["quote"]), quote=row["quote"], **said)
        source = self.find_source(row)
        if isinstance(source, Code):
            return NewEvidence(Kind.CODE, code=source, **said)
        return NewEvidence(Kind.ITEM, item=source, **said)
