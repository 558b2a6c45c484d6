"""Paper forms: typed by two people who do not see each other's words, and a passage once they are settled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.refusals import Refusal
from moderation.domain.other_voices import DIGITS, VoiceChanged, lock_voice, store_passages
from moderation.models import Keying, OtherVoice, PaperForm, Passage
from moderation.models.codings import READERS
from workshops.models import Membership

BREAK = "¶"
_OPEN = re.compile(r"\[\[.*?\]\]", re.DOTALL)


class KeyedByTwo(Refusal):
    """Two people have typed this form, so that nobody types it again: it is settled instead (409)."""

    status = 409
    message = _("Two people have typed this form. What differs is settled on its own page.")


class State(StrEnum):
    """How far a form is, for somebody."""

    NEEDS_YOU = "needs_you"
    NEEDS_ANOTHER = "needs_another"
    TO_SETTLE = "to_settle"
    SETTLED = "settled"


@dataclass(frozen=True)
class FormState:
    """One form, and how far it is for somebody."""

    form: PaperForm
    state: State


@dataclass(frozen=True)
class Pile:
    """The forms of a voice by how far they are, for somebody."""

    forms: list[FormState] = field(default_factory=list)

    def list_in(self, state: State) -> list[PaperForm]:
        """Return the forms that are so far."""
        return [one.form for one in self.forms if one.state == state]


@dataclass(frozen=True)
class Part:
    """A stretch of two texts: the same words in both, or what each has in its place ("" for nothing)."""

    same: str = ""
    first: str = ""
    second: str = ""


def read_pile(actor: Membership, voice: OtherVoice) -> Pile:
    """Return the forms of a voice by number, with how far each is for the actor; two queries."""
    forms = voice.forms.prefetch_related("keyings").order_by("number")
    return Pile([FormState(form, find_state(actor, form)) for form in forms])


def find_state(actor: Membership, form: PaperForm) -> State:
    """Return how far a form is, for the actor: without a word of what somebody typed."""
    if form.passage_id:
        return State.SETTLED
    keyed_by = [one.keyed_by_id for one in form.keyings.all()]
    if len(keyed_by) == len(READERS):
        return State.TO_SETTLE
    return State.NEEDS_ANOTHER if actor.pk in keyed_by else State.NEEDS_YOU


def find_own_keying(actor: Membership, form: PaperForm) -> Keying | None:
    """Return what the actor typed off this form, None where they did not."""
    return form.keyings.filter(keyed_by=actor).first()


def write_seen_keying(own: Keying | None) -> str:
    """Return in signs that fit into a form what somebody had typed before, of their own."""
    return salted_hmac("moderation.keying", own.body if own else "").hexdigest()[:DIGITS]


def key_form(*, actor: Membership, voice: OtherVoice, number: int, body: str, seen: str) -> PaperForm:
    """Keep what the actor typed off the form with this number, in the place of what they typed before.

    Raises KeyedByTwo where two people have typed it, VoiceChanged where the actor typed something else since
    they opened the page.
    """
    with transaction.atomic():
        voice = lock_voice(actor, voice)
        form, _is_new = PaperForm.objects.get_or_create(voice=voice, number=number)
        own = find_own_keying(actor, form)
        taken = set(form.keyings.values_list("reader", flat=True))
        if len(taken) == len(READERS):
            raise KeyedByTwo
        if seen != write_seen_keying(own):
            raise VoiceChanged
        reader = own.reader if own else next(one for one in READERS if one not in taken)
        said = {"reader": reader, "body": body}
        Keying.objects.update_or_create(form=form, keyed_by=actor, defaults=said)
        return form


def read_both(form: PaperForm) -> tuple[str, str] | None:
    """Return what two people typed, None before both have; whoever sees it cannot type any more."""
    bodies = list(form.keyings.order_by("reader").values_list("body", flat=True))
    return (bodies[0], bodies[1]) if len(bodies) == len(READERS) and not form.passage_id else None


def write_seen_both(form: PaperForm, both: tuple[str, str]) -> str:
    """Return in signs that fit into a form which two texts somebody has before them."""
    return salted_hmac("moderation.keyings", repr((str(form.pk), both))).hexdigest()[:DIGITS]


def settle_form(*, actor: Membership, form: PaperForm, body: str, seen: str) -> Passage:
    """Let a form be a passage with these words, and return it; what both typed goes.

    Raises VoiceChanged where the two texts are not those that were seen, or somebody has settled it.
    """
    with transaction.atomic():
        voice = lock_voice(actor, form.voice)
        found = voice.forms.filter(pk=form.pk).first()
        both = read_both(found) if found else None
        if found is None or both is None or seen != write_seen_both(found, both):
            raise VoiceChanged
        (passage,) = store_passages(voice, [body])
        found.passage, found.settled_by = passage, actor
        found.save()
        found.keyings.update(body="")
        return passage


def compare_words(first: str, second: str) -> Iterator[Part]:
    """Yield two texts side by side, word by word: stretches that are the same, and stretches that differ.

    White space between words does not count; a line break counts as a word of its own.
    """
    left, right = _split(first), _split(second)
    for tag, start, end, other_start, other_end in SequenceMatcher(
        None, left, right, autojunk=False
    ).get_opcodes():
        mine, theirs = " ".join(left[start:end]), " ".join(right[other_start:other_end])
        yield Part(same=mine) if tag == "equal" else Part(first=mine, second=theirs)


def merge_words(first: str, second: str) -> str:
    """Return the words of both texts, with “[[one|other]]” wherever they differ: somebody chooses there."""
    parts = (part.same or f"[[{part.first}|{part.second}]]" for part in compare_words(first, second))
    lines = " ".join(parts).split(BREAK)
    return "\n".join(line.strip() for line in lines)


def find_open_choice(text: str) -> str:
    """Return the first place where nobody has chosen yet, "" where there is none."""
    found = _OPEN.search(text)
    return found.group() if found else ""


def _split(text: str) -> list[str]:
    return text.replace("\n", f" {BREAK} ").split()
