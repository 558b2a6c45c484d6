"""Other voices: what staff bring from outside the workshop, with where it comes from; and its passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, RestrictedError
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.refusals import Refusal, Unprocessable, WrongPhase
from moderation.models import Coding, OtherVoice, Passage
from workshops.models import Membership, Workshop
from workshops.phases import Deed

MOST_VOICES = 500
MOST_PASSAGES = 25_000
DIGITS = 16
NOT_NOW = _("Other voices can’t be changed at the moment: the workshop is not open.")
TITLE_TAKEN = _("There is another voice with this title already.")
TOO_MANY_VOICES = _("There are five hundred other voices already.")
TOO_MANY_PASSAGES = _("A workshop has 25,000 passages of other voices at most.")
STILL_HAS_PASSAGES = _("Take its passages and forms away first.")
CITED = _("An edition of the Declaration stands on this passage, so it stays.")
CODED = _("This passage is coded. Tick the box if its codes may go too.")


class VoiceChanged(Refusal):
    """Somebody else has changed it since it was seen, or taken it away (409)."""

    status = 409
    message = _("Somebody else has changed this since you opened it.")


@dataclass(frozen=True)
class VoiceFacts:
    """Where a voice comes from, as somebody filled it in."""

    source: str
    stream: str
    title: str
    people: int | None = None
    held_on: date | None = None
    place: str = ""
    notes_by: str = ""
    reference: str = ""


def list_voices(workshop: Workshop) -> QuerySet[OtherVoice]:
    """Return the voices by title, with `passage_number` and `coded_number`, how many are coded; one query."""
    is_coded = Q(passages__codings__stale=False)
    return (
        OtherVoice.objects.filter(workshop=workshop.pk)
        .annotate(
            passage_number=Count("passages", distinct=True),
            coded_number=Count("passages", distinct=True, filter=is_coded),
        )
        .order_by("title", "pk")
    )


def list_passages_in(voice: OtherVoice) -> QuerySet[Passage]:
    """Return the passages of one voice in their order, with `is_coded`; one query."""
    codings = Coding.objects.filter(passage=OuterRef("pk"))
    return voice.passages.annotate(is_coded=Exists(codings)).order_by("number")


def write_seen_passage(passage: Passage) -> str:
    """Return in signs that fit into a form which words somebody has before them."""
    return salted_hmac("moderation.passage", f"{passage.pk} {passage.body}").hexdigest()[:DIGITS]


def add_voice(*, actor: Membership, facts: VoiceFacts) -> OtherVoice:
    """Store a voice without passages, and return it; raises Unprocessable for a title that is taken."""
    with transaction.atomic():
        workshop = lock_workshop(actor)
        if OtherVoice.objects.filter(workshop=workshop).count() >= MOST_VOICES:
            raise Unprocessable(TOO_MANY_VOICES)
        _require_free_title(workshop, facts)
        return OtherVoice.objects.create(workshop=workshop, **asdict(facts))


def change_voice(*, actor: Membership, voice: OtherVoice, facts: VoiceFacts, version: int) -> OtherVoice:
    """Let a voice have these facts, and return it; raises VoiceChanged where it is not as it was seen."""
    with transaction.atomic():
        voice = lock_voice(actor, voice)
        if voice.version != version:
            raise VoiceChanged
        _require_free_title(voice.workshop, facts, but=voice)
        for name, value in asdict(facts).items():
            setattr(voice, name, value)
        voice.version += 1
        voice.save()
        _tell_readers(voice)
        return voice


def take_voice_away(*, actor: Membership, voice: OtherVoice) -> None:
    """Delete a voice that has neither passages nor forms; raises Unprocessable where it has some."""
    with transaction.atomic():
        voice = lock_voice(actor, voice)
        if voice.passages.exists() or voice.forms.exists():
            raise Unprocessable(STILL_HAS_PASSAGES)
        voice.delete()


def add_passages(*, actor: Membership, voice: OtherVoice, bodies: Sequence[str]) -> list[Passage]:
    """Add passages at the end of a voice, and return them; raises Unprocessable where they are too many."""
    with transaction.atomic():
        voice = lock_voice(actor, voice)
        if count_passages(voice.workshop) + len(bodies) > MOST_PASSAGES:
            raise Unprocessable(TOO_MANY_PASSAGES)
        return store_passages(voice, bodies)


def store_passages(voice: OtherVoice, bodies: Sequence[str]) -> list[Passage]:
    """Store passages at the end of a voice that is locked, and return them."""
    last = voice.passages.aggregate(last=Max("number"))["last"] or 0
    rows = (Passage(voice=voice, number=number, body=body) for number, body in enumerate(bodies, last + 1))
    return Passage.objects.bulk_create(rows)


def change_passage(*, actor: Membership, passage: Passage, body: str, seen: str) -> Passage:
    """Let a passage say something else, and return it; whoever coded it reads it again.

    Raises VoiceChanged where it does not say what was seen.
    """
    with transaction.atomic():
        passage = _lock_passage(actor, passage, seen)
        passage.body = body
        passage.save(update_fields=["body"])
        _tell_readers(passage.voice)
        return passage


def take_passage_away(*, actor: Membership, passage: Passage, seen: str, even_coded: bool) -> None:
    """Delete a passage with its codings; raises Unprocessable where it has some and that is not said.

    Raises Unprocessable where an edition of the Declaration stands on it, VoiceChanged where it does not say
    what was seen.
    """
    with transaction.atomic():
        passage = _lock_passage(actor, passage, seen)
        if passage.codings.exists() and not even_coded:
            raise Unprocessable(CODED)
        try:
            passage.delete()
        except RestrictedError:
            raise Unprocessable(CITED) from None


def _tell_readers(voice: OtherVoice) -> None:
    """Let pages that told something of this voice be printed anew."""
    Workshop.objects.filter(pk=voice.workshop_id).update(content_version=F("content_version") + 1)


def count_passages(workshop: Workshop) -> int:
    """Return how many passages the other voices of a workshop have; one query."""
    return Passage.objects.filter(voice__workshop=workshop.pk).count()


def lock_workshop(actor: Membership) -> Workshop:
    """Return the workshop, locked for this transaction; raises WrongPhase where nothing can be stored now."""
    workshop = Workshop.objects.with_phase().select_for_update(no_key=True).get(pk=actor.workshop_id)
    if not workshop.allows(Deed.MODERATE):
        raise WrongPhase(str(NOT_NOW))
    return workshop


def lock_voice(actor: Membership, voice: OtherVoice) -> OtherVoice:
    """Return the voice as it is now, its workshop locked; raises VoiceChanged where it is gone."""
    workshop = lock_workshop(actor)
    found = OtherVoice.objects.filter(workshop=workshop, pk=voice.pk).first()
    if found is None:
        raise VoiceChanged
    found.workshop = workshop
    return found


def _lock_passage(actor: Membership, passage: Passage, seen: str) -> Passage:
    voice = lock_voice(actor, passage.voice)
    found = voice.passages.filter(pk=passage.pk).first()
    if found is None or write_seen_passage(found) != seen:
        raise VoiceChanged
    return found


def _require_free_title(workshop: Workshop, facts: VoiceFacts, but: OtherVoice | None = None) -> None:
    others = OtherVoice.objects.filter(workshop=workshop, title__iexact=facts.title)
    if (others.exclude(pk=but.pk) if but else others).exists():
        raise Unprocessable(TITLE_TAKEN)
