"""The steps in which a workshop is set up: what each is about, and how far it is. Any order will do."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from workshops.domain.readiness import Item, check_readiness
from workshops.models import Workshop


class Step(StrEnum):
    """A page of the set-up, by the last part of its address."""

    PURPOSE = "purpose"
    THEMES = "themes"
    DATES = "dates"
    JOINING = "joining"
    QUESTIONS = "questions"
    POLL = "poll"
    MATERIALS = "materials"
    PICTURES = "pictures"
    PEOPLE = "people"
    MODERATION = "moderation"


class State(StrEnum):
    """How far a step is."""

    READY = "ready"
    MISSING = "missing"
    FREE = "free"


LABELS: dict[Step, str | Promise] = {
    Step.PURPOSE: _("Purpose and help"),
    Step.THEMES: _("Themes"),
    Step.DATES: _("Dates"),
    Step.JOINING: _("Who may join"),
    Step.QUESTIONS: _("What people are asked"),
    Step.POLL: _("Straw poll"),
    Step.MATERIALS: _("Materials"),
    Step.PICTURES: _("Logo and picture"),
    Step.PEOPLE: _("Design group and organisers"),
    Step.MODERATION: _("Moderation and releases"),
}
# Where each line of the check list is done. The keys are the operator's.
STEP_OF = {
    "title": Step.PURPOSE,
    "brief": Step.PURPOSE,
    "contact_email": Step.PURPOSE,
    "safeguarding": Step.PURPOSE,
    "safeguarding_email": Step.PURPOSE,
    "themes": Step.THEMES,
    "opens_at": Step.DATES,
    "allowed_domains": Step.JOINING,
    "poll": Step.POLL,
    "design_group": Step.PEOPLE,
    "release_people": Step.MODERATION,
}


@dataclass(frozen=True)
class StepState:
    """A step, how far it is, and the lines of the check list that belong to it."""

    step: Step
    number: int
    state: State
    items: tuple[Item, ...]

    @property
    def label(self) -> str | Promise:
        """What the step is called."""
        return LABELS[self.step]


@dataclass(frozen=True)
class Progress:
    """All steps of a workshop, and what is the operator's to do."""

    steps: tuple[StepState, ...]
    others: tuple[Item, ...]

    @property
    def ready(self) -> int:
        """How many steps are ready; one that can be left out counts once something is there."""
        return sum(one.state is State.READY for one in self.steps)

    @property
    def counted(self) -> int:
        """How many steps are ready or must become so: those that can be left out, and are, do not count."""
        return sum(one.state is not State.FREE for one in self.steps)

    @property
    def missing(self) -> list[Item]:
        """What is missing and would better be there, the needed included."""
        return [item for item in self._items if not (item.is_done or item.is_optional)]

    @property
    def _items(self) -> list[Item]:
        return [*(item for one in self.steps for item in one.items), *self.others]


def find_progress(workshop: Workshop) -> Progress:
    """Return how far each step is, worked out from what is there; at most ten queries."""
    by_step: dict[Step | None, list[Item]] = defaultdict(list)
    for item in check_readiness(workshop):
        by_step[STEP_OF.get(item.name)].append(item)
    has_more = {
        Step.QUESTIONS: not workshop.group_question or workshop.groups.exists(),
        Step.MATERIALS: workshop.materials.exists(),
        Step.PICTURES: workshop.pictures.exists(),
    }
    steps = tuple(
        StepState(step, number, _find_state(by_step[step], has_more.get(step)), tuple(by_step[step]))
        for number, step in enumerate(Step, start=1)
    )
    return Progress(steps, tuple(by_step[None]))


def find_neighbours(step: Step) -> tuple[Step | None, Step | None]:
    """Return the steps before and after this one, None at the ends."""
    order = list(Step)
    place = order.index(step)
    return (order[place - 1] if place else None, order[place + 1] if place + 1 < len(order) else None)


def _find_state(items: list[Item], has_some: bool | None) -> State:
    if any(not (item.is_done or item.is_optional) for item in items):
        return State.MISSING
    is_done = all(item.is_done for item in items) if has_some is None else has_some
    return State.READY if is_done else State.FREE
