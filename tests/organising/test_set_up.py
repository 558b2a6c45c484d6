"""The set-up of a workshop in steps."""

from __future__ import annotations

import pytest

from tests.cast import Person, make_member, make_workshop
from workshops.models import Workshop
from workshops.phases import Phase
from workshops.rules import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Workshop:
    """Return a workshop of which nothing but the title is there."""
    dates = dict.fromkeys(("announced_at", "opens_at", "ideas_until", "closes_at"))
    return make_workshop(Phase.DRAFT, slug="begun", summary="", allowed_domains=[], **dates)


@pytest.fixture
def maker(draft: Workshop) -> Person:
    """Return its organiser."""
    return make_member("maker", draft, Role.ORGANISER)


def at(step: str = "") -> str:
    return f"/admin/desk/begun/set-up/{step}"


STEPS = [
    "", "purpose/", "themes/", "themes/word/", "dates/", "joining/", "joining/codes/", "questions/", "poll/",
    "materials/", "pictures/", "pictures/logo/", "people/", "moderation/",
]  # fmt: skip


def test_every_step_can_be_reached_in_any_order(maker: Person) -> None:
    statuses = {step: maker.client.get(at(step)).status_code for step in reversed(STEPS)}
    assert statuses == dict.fromkeys(STEPS, 200)


def save(person: Person, step: str, **sent: str) -> tuple[int, str]:
    """Open a step, send this with what was seen; return the status and where it leads."""
    page = person.client.get(at(step))
    seen = page.context.get("seen", "") if page.context else ""
    answer = person.client.post(at(step), {"seen": seen, **sent})
    return answer.status_code, answer.headers.get("Location", "")


def test_each_step_saves_by_itself_and_leads_on(maker: Person, draft: Workshop) -> None:
    assert save(maker, "purpose/", title="Care at home", slug="", next="yes") == (
        303, "/admin/desk/care-at-home/set-up/themes/",
    )  # fmt: skip
