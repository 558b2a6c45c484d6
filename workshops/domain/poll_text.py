"""The straw poll of a workshop, as one: its question and its answers. It stays once the workshop is open."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.refusals import WrongPhase
from workshops.models import Poll, PollOption, Workshop
from workshops.phases import NOT_YET_OPEN

MOST_OPTIONS = 7
ANSWERED = _("The poll stays as it is since the workshop opened: people answer what they read.")


@dataclass(frozen=True)
class PollText:
    """A question, what its supportive answers say, and its answers in order, each with whether it is one."""

    question: str = ""
    supportive_words: str = ""
    options: tuple[tuple[str, bool], ...] = ()

    def read(self, workshop: Workshop) -> PollText:
        """Return the poll that is stored now, an empty one where there is none."""
        poll = Poll.objects.filter(workshop=workshop).first()
        options = tuple(
            (option.label, option.supportive) for option in workshop.poll_options.order_by("number")
        )
        return PollText(poll.question, poll.supportive_words, options) if poll else PollText(options=options)

    def save(self, workshop: Workshop) -> None:
        """Store this in the place of what is there; without a question the poll goes.

        Raises WrongPhase where the workshop has opened.
        """
        if workshop.phase not in NOT_YET_OPEN:
            raise WrongPhase(ANSWERED)
        workshop.poll_options.all().delete()
        Poll.objects.filter(workshop=workshop).delete()
        if self.question:
            Poll.objects.create(
                workshop=workshop, question=self.question, supportive_words=self.supportive_words
            )
            PollOption.objects.bulk_create(
                PollOption(workshop=workshop, number=number, label=label, supportive=supportive)
                for number, (label, supportive) in enumerate(self.options, start=1)
            )
