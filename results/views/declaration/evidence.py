"""What a statement stands on, stream beside stream, in words and with the way to each source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ideas.domain.catalogue import read_ideas
from ideas.models import Comment
from ideas_platform.lib.dates import say_date
from moderation.models import Code, OtherVoice, Passage
from results.domain.counting import TOLD, Sources
from results.domain.figures import STREAMS
from results.models import Evidence
from workshops.models import Workshop

# What supports a statement comes first, what contradicts it is never at the end of a long list.
ORDER = (Evidence.Stance.SUPPORTS, Evidence.Stance.CONTRADICTS, Evidence.Stance.ADDS)
EXCERPT_WORDS = 24


@dataclass(frozen=True)
class Source:
    """An idea, a comment or a passage: its words, where it can be read, "" for nowhere else."""

    words: str
    address: str
    kind: str


@dataclass(frozen=True)
class EvidenceWords:
    """One thing that a statement stands on, within one stream.

    `words`: of a quote, a passage, literature or a judgement what it says, of a code its name. `sources`:
    where it comes from. `is_gone`: nobody can read its source any more, so its words are not told either.
    """

    kind: str
    stance: str
    words: str
    about: str
    sources: Sequence[Source]
    is_gone: bool = False


@dataclass(frozen=True)
class StreamColumn:
    """What one stream says."""

    stream: str
    label: str | Promise
    rows: Sequence[EvidenceWords]


@dataclass(frozen=True)
class Texts:
    """Ideas, comments and passages by key, each as a source."""

    sources: Mapping[UUID, Source]
    codes: Mapping[UUID, Code]


def list_columns(workshop: Workshop, sources: Sources, statement: UUID) -> list[StreamColumn]:
    """Return what each stream says of a statement, those too that say nothing; four queries at most."""
    evidence = [one for one in sources.evidence if one.statement_id == statement]
    texts = read_texts(workshop, sources, evidence)
    rows: dict[str, list[EvidenceWords]] = {stream: [] for stream in STREAMS}
    for one in sorted(evidence, key=lambda row: (ORDER.index(Evidence.Stance(row.stance)), row.kind)):
        for stream, items in _part(sources, one).items():
            rows[stream].append(_say(one, items, texts))
    return [StreamColumn(stream, STREAMS[stream], rows[stream]) for stream in STREAMS]


def read_texts(workshop: Workshop, sources: Sources, of: Iterable[Any]) -> Texts:
    """Return the texts and codes that evidence, or reasons, speak of; four queries at most."""
    of = list(of)
    keys = frozenset[UUID]().union(*(sources.items_of(one) for one in of))
    codes = Code.objects.in_bulk([one.code_id for one in of if one.code_id])
    return Texts(dict(_read_sources(workshop, sources, keys)), codes)


def _part(sources: Sources, one: Evidence) -> dict[str, list[UUID]]:
    """Return the texts of a piece of evidence by stream: a passage is of the stream of its own voice."""
    if one.kind in TOLD:
        return {one.stream: []}
    parted: dict[str, list[UUID]] = {}
    for item in sorted(sources.items_of(one), key=str):
        parted.setdefault(sources.streams.get(item, one.stream), []).append(item)
    return parted or {one.stream: []}


def _say(one: Evidence, items: Sequence[UUID], texts: Texts) -> EvidenceWords:
    sources = [texts.sources[key] for key in items if key in texts.sources]
    kind = Evidence.Kind(one.kind)
    is_gone = one.kind not in TOLD and not sources
    words, about = "", str(kind.label)
    if one.kind in TOLD:
        words = one.reference
    elif one.code_id:
        words, about = texts.codes[one.code_id].name, say_number(sources)
        is_gone = False
    elif not is_gone:
        words = one.quote if one.kind == Evidence.Kind.QUOTE else sources[0].words
        is_gone = not words
    return EvidenceWords(one.kind, one.stance, words, about, sources, is_gone)


def say_number(sources: Sequence[Source]) -> str:
    """Return how many texts there are: "3 texts"."""
    number = len(sources)
    return ngettext("%(n)d text", "%(n)d texts", number) % {"n": number}


def _read_sources(
    workshop: Workshop, sources: Sources, keys: frozenset[UUID]
) -> Iterable[tuple[UUID, Source]]:
    yield from _read_ideas(workshop, _keep(sources.ideas, keys))
    if comments := _keep(sources.comments, keys):
        yield from _read_comments(workshop, comments)
    if passages := _keep(sources.streams, keys):
        yield from _read_passages(passages)


def _keep(known: Iterable[UUID], keys: frozenset[UUID]) -> list[UUID]:
    return [key for key in known if key in keys]


def _read_ideas(workshop: Workshop, keys: Sequence[UUID]) -> Iterator[tuple[UUID, Source]]:
    for idea in read_ideas(workshop, keys).values():
        address = reverse("workshops:idea", args=[workshop.slug, idea.ref])
        yield idea.pk, Source(idea.title, address, _("idea"))


def _read_comments(workshop: Workshop, keys: Sequence[UUID]) -> Iterator[tuple[UUID, Source]]:
    for comment in Comment.objects.filter(pk__in=keys).select_related("idea").order_by("ref"):
        page = reverse("workshops:idea", args=[workshop.slug, comment.idea.ref])
        yield comment.pk, Source(comment.excerpt, f"{page}#comment-{comment.ref}", _("comment"))


def _read_passages(keys: Sequence[UUID]) -> Iterator[tuple[UUID, Source]]:
    for passage in Passage.objects.filter(Q(pk__in=keys)).select_related("voice").order_by("number"):
        yield passage.pk, Source(passage.body, "", say_voice(passage.voice))


def say_voice(voice: OtherVoice) -> str:
    """Return where a passage comes from: "focus group “Carers in Brent”, 12 people, 3 May 2026"."""
    kind = OtherVoice.Source(voice.source).label
    people = ngettext("%(n)d person", "%(n)d people", voice.people or 0) % {"n": voice.people or 0}
    day = say_date(voice.held_on) if voice.held_on else ""
    title = _("%(kind)s “%(title)s”") % {"kind": kind, "title": voice.title}
    return ", ".join(filter(None, (title, people if voice.people else "", day, voice.reference)))
