"""Texts that an edition speaks of, as far as everybody can read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from ideas.models import Comment, Idea
from moderation.models import Passage
from results.domain.counting import Sources
from results.exports.tables import Cell
from results.models import Evidence, NotUsed
from results.published.edition import Rows

CODINGS = ("code", "kind", "ref")
PASSAGES = ("ref", "stream", "source", "title", "reference", "body")
FIRST_WORDS = 40


@dataclass(frozen=True)
class Text:
    """A text by its kind and reference; `words`: the title of an idea, else how it begins."""

    kind: str
    kind_words: str
    ref: str
    words: str
    row: tuple[Cell, ...] = ()


def read_texts(sources: Sources) -> dict[UUID, Text]:
    """Return the texts that evidence, reasons and codes speak of, without those that nobody can read."""
    rows: tuple[Evidence | NotUsed, ...] = (*sources.evidence, *sources.not_used)
    named = {one.idea_id or one.comment_id or one.passage_id for one in rows}
    wanted = {key for key in named if key} | {item for items in sources.behind.values() for item in items}
    return {
        **dict(_read_ideas(wanted & sources.ideas.keys())),
        **dict(_read_comments(wanted & sources.comments.keys())),
        **dict(_read_passages(wanted & sources.streams.keys())),
    }


def make_codings_rows(sources: Sources, texts: Mapping[UUID, Text], names: Mapping[UUID, str]) -> Rows:
    """Return which text has which code, as the edition has it."""
    rows = {
        (names[code], texts[item].kind, texts[item].ref)
        for code, items in sources.behind.items()
        for item in items
        if item in texts
    }
    return Rows("codings", CODINGS, tuple(sorted(rows)))


def make_passages_rows(texts: Mapping[UUID, Text]) -> Rows:
    """Return the passages of other voices that the edition speaks of, with where they come from."""
    rows = [text.row for text in texts.values() if text.kind == "passage"]
    return Rows("passages", PASSAGES, tuple(sorted(rows, key=lambda row: str(row[0]))))


def _read_ideas(keys: Iterable[UUID]) -> Iterator[tuple[UUID, Text]]:
    for idea in Idea.objects.filter(pk__in=keys).select_related("source"):
        words = f"{idea.title} ({idea.source.told})" if idea.source else idea.title
        kind = _("an idea brought in from elsewhere") if idea.source else _("an idea")
        yield idea.pk, Text("idea", kind, idea.ref, words)


def _read_comments(keys: Iterable[UUID]) -> Iterator[tuple[UUID, Text]]:
    for key, ref, body in Comment.objects.filter(pk__in=keys).values_list("pk", "ref", "body"):
        yield key, Text("comment", _("a comment"), ref, _begin(body))


def _read_passages(keys: Iterable[UUID]) -> Iterator[tuple[UUID, Text]]:
    for one in Passage.objects.filter(pk__in=keys).select_related("voice"):
        voice = one.voice
        told = (voice.stream, voice.source, voice.title, voice.reference or None, one.body)
        words = f"{_begin(one.body)} ({voice.title})"
        yield one.pk, Text("passage", _("a passage of another voice"), one.ref, words, (one.ref, *told))


def _begin(body: str) -> str:
    return str(Truncator(body).words(FIRST_WORDS))
