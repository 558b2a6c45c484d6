"""A codebook, codings of a third of all texts, notes and a sample read by half, at a desk that is full."""

from __future__ import annotations

import random
from collections.abc import Sequence
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

import bench.lib.ready  # noqa: F401 - sets Django up, before anything with models
from bench.lib.design_group import Colleague
from ideas.models import Comment, Idea
from moderation.domain.blind_share import find_blind
from moderation.domain.code_changes import CodeText, add_code
from moderation.domain.omission_sample import draw_sample
from moderation.models import ChosenCode, Code, Coding, Mention, Note, Quote, SampledText
from workshops.models import Membership, Workshop

FAMILIES, CODES_OF_A_FAMILY, CODED_IN, NOTES, SAMPLE = 6, 10, 3, 600, 300


def fill_coding(workshop: Workshop, group: Sequence[Colleague]) -> None:
    """Store them; two of the group code, and those of the blind share both."""
    chance = random.Random(17)
    first, second = (colleague.membership for colleague in group[:2])
    first.workshop = second.workshop = workshop
    codes = _add_codes(first)
    ideas = list(Idea.objects.published().filter(workshop=workshop).values_list("pk", flat=True))
    comments = Comment.objects.published().filter(idea__workshop=workshop, idea__status="published")
    about = [{"idea_id": key} for key in ideas] + [
        {"comment_id": key} for key in comments.values_list("pk", flat=True)
    ]
    codings = _code(workshop, about[::CODED_IN], first, second)
    chosen = [
        ChosenCode(coding=coding, code=code) for coding in codings for code in chance.sample(codes, k=2)
    ]
    ChosenCode.objects.bulk_create(chosen, batch_size=1_000)
    quotes = [Quote(coding=coding, in_title=False, start=0, length=12) for coding in codings[::4]]
    Quote.objects.bulk_create(quotes, batch_size=1_000)
    _write_notes(workshop, group, about)
    _read_half(draw_sample(actor=first, size=SAMPLE, seen=0).texts.all(), second)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _code(
    workshop: Workshop, coded: Sequence[dict[str, UUID]], first: Membership, second: Membership
) -> list[Coding]:
    """Return a coding of each text by the first person, and of the blind share by the second too."""
    keys = [next(iter(one.values())) for one in coded]
    blind = find_blind(workshop, keys)
    readings = [(key, one, reader) for key, one in zip(keys, coded, strict=True) for reader in (1, 2)]
    codings = [
        Coding(
            workshop=workshop,
            coder=first if reader == 1 else second,
            reader=reader,
            blind=key in blind,
            **one,
        )
        for key, one, reader in readings
        if reader == 1 or key in blind
    ]
    return Coding.objects.bulk_create(codings, batch_size=1_000)


def _add_codes(actor: Membership) -> list[Code]:
    """Return the codes that can be chosen, in families."""
    codes = []
    for family in range(FAMILIES):
        head = add_code(actor=actor, text=CodeText(f"Family {family}"))
        for number in range(CODES_OF_A_FAMILY):
            text = CodeText(f"Code {family}.{number}", "When it is about this and not that.", "", head.pk)
            codes.append(add_code(actor=actor, text=text))
    return codes


def _write_notes(workshop: Workshop, group: Sequence[Colleague], about: Sequence[dict[str, UUID]]) -> None:
    """Store notes about as many texts, each for two of the group."""
    people = [colleague.membership for colleague in group]
    notes = [
        Note(workshop=workshop, number=number, text="Is this one code or two?", written_by=people[0], **one)
        for number, one in enumerate(about[:NOTES], 1)
    ]
    Note.objects.bulk_create(notes, batch_size=1_000)
    mentions = [Mention(note=note, mentioned=person) for note in notes for person in people[1:3]]
    Mention.objects.bulk_create(mentions, batch_size=1_000)


def _read_half(texts: QuerySet[SampledText], reader: Membership) -> None:
    """Let the reader have read every second one of these, and found a point missing in some."""
    for number, text in enumerate(texts):
        text.answer, text.read_by = ("", None) if number % 2 else ("stands", reader)
        if number % 20 == 0:
            text.answer, text.point = "missing", "Nothing says who pays."
        text.save()
