"""A member's answer to the straw poll, and what the poll says so far."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anonymity.tags import Purpose
from anonymity.thresholds import FEWEST_ANSWERS_TOLD
from ideas.models import PollAnswer
from ideas_platform.lib.refusals import KeyAway, WrongPhase
from workshops.domain.keys import open_tagger
from workshops.domain.visits import Visit
from workshops.models import Membership, Poll, PollOption, Workshop
from workshops.models.polls import FEWEST_OPTIONS
from workshops.phases import OVER, Deed


@dataclass(frozen=True)
class OfferedPoll:
    """A poll with the options from which one chooses, each with its total where a release made one."""

    poll: Poll
    options: tuple[PollOption, ...]


@dataclass(frozen=True)
class Bar:
    """One option's share of the answers, in whole per cent."""

    label: str
    supportive: bool
    number: int
    percent: int


@dataclass(frozen=True)
class Results:
    """What everybody answered, as of the last release; `words` say why where nothing is `shown`."""

    shown: bool
    words: str
    headline: str = ""
    bars: tuple[Bar, ...] = ()

    @property
    def is_rounded(self) -> bool:
        """Whether the whole per cents do not add up to 100."""
        return self.shown and sum(bar.percent for bar in self.bars) != 100


@dataclass(frozen=True)
class PollState:
    """Where a visitor stands with the poll: their own answer, whether they may answer, what they see."""

    offered: OfferedPoll
    mine: PollOption | None
    why_not: str
    results: Results

    @property
    def is_due(self) -> bool:
        """Whether the visitor could answer and has not."""
        return self.mine is None and not self.why_not


def answer_poll(*, actor: Membership, poll: Poll, option: PollOption | None) -> None:
    """Store the actor's answer, one row for one person; None takes it back.

    One statement, one commit; neither broker nor cache. Raises WrongPhase where the workshop takes no
    answers (by the clock of the database, inside the statement), KeyAway where the key is not to be had.
    """
    tag = make_tag(actor, poll)
    if not PollAnswer.objects.put(poll_id=poll.pk, tag=tag, option_id=option.pk if option else None):
        raise WrongPhase(_("The poll is closed."))


def make_tag(actor: Membership, poll: Poll) -> bytes:
    """Return the tag under which this member answers; raises KeyAway where the key is not to be had."""
    return open_tagger(actor.workshop, Purpose.POLL).one(poll.pk, bytes(actor.vote_subject or b""))


def find_offered_poll(workshop: Workshop) -> OfferedPoll | None:
    """Return the workshop's poll with its options in order; None where there is nothing to choose from."""
    poll = Poll.objects.filter(workshop=workshop).first()
    if poll is None:
        return None
    options = tuple(PollOption.objects.filter(workshop=workshop).select_related("total"))
    return OfferedPoll(poll, options) if len(options) >= FEWEST_OPTIONS else None


def get_offered_poll(workshop: Workshop) -> OfferedPoll:
    """Return the workshop's poll with its options; raises Http404 where there is none."""
    offered = find_offered_poll(workshop)
    if offered is None:
        raise Http404
    return offered


def find_my_answer(*, actor: Membership | None, offered: OfferedPoll) -> PollOption | None:
    """Return what this member answered, by the member's tag, or None.

    None where the past is shut by a PIN. Raises KeyAway where the key is not to be had.
    """
    if actor is None or actor.vote_subject is None or actor.hides_past:
        return None
    answers = PollAnswer.objects.filter(poll=offered.poll, tag=make_tag(actor, offered.poll))
    chosen = answers.values_list("option_id", flat=True).first()
    return next((option for option in offered.options if option.pk == chosen), None)


def find_poll_state(visit: Visit, offered: OfferedPoll) -> PollState:
    """Return where the visitor stands. Without the key everybody still reads what is shown to all."""
    workshop = visit.workshop
    try:
        mine, why_not = find_my_answer(actor=visit.membership, offered=offered), _why_not(visit, offered)
    except KeyAway as trouble:
        mine, why_not = None, str(trouble.message)
    is_over = workshop.phase in OVER
    return PollState(offered, mine, why_not, describe_results(offered, has_answered=bool(mine) or is_over))


def _why_not(visit: Visit, offered: OfferedPoll) -> str:
    if visit.membership is None:
        return _("Join the workshop to answer.")
    is_open = visit.workshop.allows(Deed.ANSWER_POLL) and not offered.poll.frozen
    return "" if is_open else str(visit.workshop.say_stopped(_("The poll is closed.")))


def describe_results(offered: OfferedPoll, *, has_answered: bool) -> Results:
    """Return the totals of the last release as bars, exact from five people up.

    They are hidden from those who could still be swayed: until one has answered or the workshop has closed.
    """
    numbers = count_answers(offered)
    if numbers is None:
        return Results(shown=False, words=_("Results appear when five people have answered."))
    if not has_answered:
        return Results(shown=False, words=_("Results appear when you have answered."))
    people = sum(numbers)
    words = ngettext("%(n)d person has answered.", "%(n)d people have answered.", people) % {"n": people}
    bars = tuple(
        Bar(option.label, option.supportive, number, round_percent(number, people))
        for option, number in zip(offered.options, numbers, strict=True)
    )
    return Results(shown=True, words=words, headline=_say_support(offered, numbers), bars=bars)


def count_answers(offered: OfferedPoll) -> list[int] | None:
    """Return how many people chose each option, as of the last release; None below five people in all."""
    numbers = [option.total.number if hasattr(option, "total") else 0 for option in offered.options]
    return numbers if sum(numbers) >= FEWEST_ANSWERS_TOLD else None


def round_percent(part: int, whole: int) -> int:
    """Return the share in whole per cent, halves rounded up; `whole` is at least 1."""
    return (200 * part + whole) // (2 * whole)


def _say_support(offered: OfferedPoll, numbers: list[int]) -> str:
    """Return "91% support it completely or mostly.", or nothing where no option counts as support."""
    pairs = zip(offered.options, numbers, strict=True)
    chosen = [(option.label, number) for option, number in pairs if option.supportive]
    if not chosen:
        return ""
    share = round_percent(sum(number for _label, number in chosen), sum(numbers))
    labels = _(" or ").join(f"“{label}”" for label, _number in chosen)
    words = offered.poll.supportive_words or _("chose %(labels)s") % {"labels": labels}
    return _("%(share)d%% %(words)s.") % {"share": share, "words": words.rstrip(".")}
