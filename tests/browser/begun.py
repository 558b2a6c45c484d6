"""A workshop that is being set up, half done, with something on each of its steps."""

from __future__ import annotations

from datetime import date

from tests.cast import Person, make_workshop
from tests.materials import make_material, make_picture
from tests.organising.breaches import make_import
from workshops.models import JoinCode, Membership, Organisation, Theme
from workshops.phases import Phase
from workshops.rules import Role


def make_begun(organiser: Person) -> dict[str, str]:
    """Make one workshop half done and one of which only the title is there; return what is where."""
    begun = make_workshop(Phase.DRAFT, slug="half-done", contact_name="Sam")
    dates = dict.fromkeys(("announced_at", "opens_at", "ideas_until", "closes_at"))
    empty = make_workshop(Phase.DRAFT, slug="just-begun", summary="", allowed_domains=[], **dates)
    for workshop in (begun, empty):
        Membership.objects.create(user=organiser.user, workshop=workshop, role=Role.ORGANISER)
    titles = ("Teams around the person", "Plans made together")
    themes = [
        Theme.objects.create(workshop=begun, number=number, title=title, text="We promise it.")
        for number, title in enumerate(titles, start=1)
    ]
    make_picture(begun)
    organisation = Organisation.objects.create(workshop=begun, name="Riverside Trust")
    code = JoinCode.objects.create(
        workshop=begun, organisation=organisation, code="BEGUN-2026", ends_on=date(2036, 5, 4)
    )
    make_import(begun, number=25_000, checked=12_000)
    make_import(begun, words="the open day", answers=None, problem="theme")
    return {
        "begun": begun.slug,
        "bare_begun": empty.slug,
        "begun_theme": str(themes[0].pk),
        "begun_material": str(make_material(begun, "document", title="The draft").pk),
        "begun_code": str(code.pk),
    }
