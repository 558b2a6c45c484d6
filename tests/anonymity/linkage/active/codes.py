"""An organiser with a join code for ten, of whom nine are theirs; one who reads the list of organisations."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

from django.db.models import F

from anonymity.thresholds import FEWEST_USES
from ideas_platform.lib.references import random_reference
from tests.anonymity.linkage.active.learning import Signs, draw_outcomes, guess_outcomes
from tests.anonymity.linkage.active.stage import Guesses, Stage
from tests.cast import Person, make_member, make_user
from tests.workshops.admin_pages import HOME
from workshops.domain.join_codes import draw_uses
from workshops.models import JoinCode, Membership, Organisation
from workshops.rules import Role

NINE = 9
# So many codes of a workshop the organiser makes by the form; the others get their uses as it draws them.
BY_FORM = 100


def use_up_codes(stage: Stage, targets: int) -> Guesses:
    """Return how often an organiser tells whether somebody joined by a code that nine of theirs have used.

    More of theirs try it afterwards, until it is used up: how many that takes is what they learn.
    """
    organiser = _organise(stage)
    place = stage.found("House")
    outcomes = draw_outcomes(targets, stage.chance)
    signs: list[Signs] = []
    for number, joins in enumerate(outcomes):
        code = _make_code(stage, organiser, place) if number < BY_FORM else _draw_code(stage, place)
        JoinCode.objects.filter(pk=code.pk).update(uses_left=F("uses_left") - NINE)
        if joins:
            guest = Person(make_user(f"guest-{stage.workshop.slug}-{number}", domain="elsewhere.example"))
            answer = stage.post(guest, f"membership/?{urlencode({'code': code.code})}", {"code": code.code})
            assert answer.status_code == 303, answer.status_code
            assert Membership.objects.filter(user=guest.user).exists()
        signs.append({"left": JoinCode.objects.get(pk=code.pk).uses_left})
    return guess_outcomes(signs, outcomes, stage.chance)


def read_organisations(stage: Stage, targets: int) -> Guesses:
    """Return how often an organiser reads the name that somebody typed who has just joined."""
    organiser, found = _organise(stage), Guesses()
    for number in range(targets):
        guest = Person(make_user(f"guest-{stage.workshop.slug}-{number}"))
        name = f"{stage.workshop.slug} practice {number}"
        type_name(stage, guest, name)
        found.note(name in _read_all(stage, organiser))
    return found


def type_name(stage: Stage, guest: Person, name: str) -> None:
    """Join, and type the name of an organisation that nobody has named before."""
    details = {"organisation": name, "borough": "", "group": ""}
    assert stage.post(guest, "membership/", details).status_code == 303


def _read_all(stage: Stage, organiser: Person) -> str:
    """Return all that an organiser reads of organisations: their list, the search in it, and all choices."""
    places = (
        f"{HOME}organisation/?q=practice",
        f"{HOME}organisation/?o=-1",
        f"{HOME}workshop/{stage.workshop.pk}/change/",
        f"{HOME}joincode/add/",
        f"{stage.home}membership/",
        f"{stage.home}",
    )
    return "".join(organiser.client.get(place).content.decode() for place in places)


def _organise(stage: Stage) -> Person:
    return make_member(f"organiser-{stage.workshop.slug}", stage.workshop, Role.ORGANISER)


def _draw_code(stage: Stage, place: Organisation) -> JoinCode:
    return JoinCode.objects.create(
        workshop=stage.workshop,
        organisation=place,
        code=random_reference(),
        uses=FEWEST_USES,
        uses_left=draw_uses(FEWEST_USES),
        ends_on=(stage.clock.now + timedelta(days=30)).date(),
    )


def _make_code(stage: Stage, organiser: Person, place: Organisation) -> JoinCode:
    """Let the organiser make a code for as few as can be."""
    known = set(JoinCode.objects.filter(organisation=place).values_list("pk", flat=True))
    data = {
        "workshop": stage.workshop.pk,
        "organisation": place.pk,
        "ends_on": (stage.clock.now + timedelta(days=30)).date(),
        "uses": str(FEWEST_USES),
        "uses_left": "1",
    }
    answer = organiser.client.post(f"{HOME}joincode/add/", data)
    assert answer.status_code == 302, answer.status_code
    return JoinCode.objects.exclude(pk__in=known).get(organisation=place)
