"""The Declaration, as briefly as tests need it: an edition, parts, statements, what they stand on."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from results.domain.editions import EditionText, begin_edition, change_edition
from results.domain.evidence import NewEvidence, add_evidence
from results.domain.pictures import PictureChange, change_picture, draw_picture
from results.domain.releasing import Check, ReleaseRefused, release_edition
from results.domain.statements import FoundationText, StatementText, add_foundation, add_statement
from results.models import Audience, Edition, Evidence, Foundation, FoundationPicture, Statement
from tests.cast import Person, make_idea, make_member, make_workshop
from tests.moderation.coding_people import meet
from workshops.models import Membership, Workshop
from workshops.phases import Phase
from workshops.rules import Role

JUDGEMENT = NewEvidence("judgement", reference="We found it so in our own work.")


def close_long_ago(workshop: Workshop) -> None:
    """Let the workshop have closed so long ago that nothing of it waits any more."""
    now = timezone.now()
    Workshop.objects.filter(pk=workshop.pk).update(
        announced_at=now - timedelta(days=40),
        opens_at=now - timedelta(days=30),
        ideas_until=now - timedelta(days=10),
        closes_at=now - timedelta(days=9),
    )


def begin(person: Person, kind: str = "final", **said: Any) -> Edition:
    """Return the edition in work of this person's workshop, of this kind."""
    edition = begin_edition(actor=meet(person))
    usual = {"title": "Our Declaration", "stood_behind_by": "The design group"}
    words = {"foundation_word": "Foundation", "foundations_word": "Foundations"}
    text = EditionText(kind, **{**usual, **words, **said})
    changed = change_edition(edition=edition, text=text, version=edition.version)
    changed.workshop = meet(person).workshop
    return changed


def said_of(edition: Edition, kind: str) -> EditionText:
    """Return what an edition says of itself already, as an edition of this kind."""
    names = ("title", "preamble", "stood_behind_by", "foundation_word", "foundations_word")
    return EditionText(kind, **{name: getattr(edition, name) for name in names})


def make_foundation(edition: Edition, title: str = "Nearby", **said: str) -> Foundation:
    """Return a new foundation of an edition in work."""
    return add_foundation(edition=edition, text=FoundationText(title, **said))


def give_picture(foundation: Foundation, words: str = "A nurse at a door") -> FoundationPicture:
    """Give a foundation of an edition in work a small picture, and return it."""
    out = BytesIO()
    Image.new("RGB", (1200, 600), (0, 94, 184)).save(out, "PNG")
    change_picture(foundation, PictureChange(words, draw_picture(ContentFile(out.getvalue(), name="a.png"))))
    return FoundationPicture.objects.get(foundation=foundation)


def make_statement(
    edition: Edition, text: str = "Care begins at home.", new: NewEvidence | None = JUDGEMENT
) -> Statement:
    """Return a new statement in the first foundation, which is made if need be, with this evidence."""
    home = edition.foundations.order_by("order").first() or make_foundation(edition)
    statement = add_statement(edition=edition, text=StatementText(text, home.pk))
    if new is not None:
        add_evidence(statement=statement, new=new)
    return statement


def add(statement: Statement, kind: str, **said: Any) -> Evidence:
    """Return new evidence of a statement."""
    return add_evidence(statement=statement, new=NewEvidence(kind, **said))


def release(person: Person, edition: Edition) -> Edition:
    """Release an edition; return it."""
    return release_edition(actor=meet(person), edition=edition)


def make_published(slug: str = "published") -> dict[str, str]:
    """Make a published workshop with a final edition and one in work; return what its addresses name."""
    workshop = make_workshop(Phase.CLOSED, slug=slug)
    organiser = make_member(f"{slug}-organiser", workshop, Role.ORGANISER)
    idea = make_idea(workshop, body="Families ring five places today. Nobody answers at night.")
    close_long_ago(workshop)
    edition = begin(organiser, preamble="We asked.\n\nYou told us.")
    foundation = make_foundation(edition, "Nearby", promise="Close to home.", text="Care begins at home.")
    give_picture(foundation)
    staff = Audience.objects.get(workshop=workshop, slug="staff")
    words = StatementText("Families ring one number.", foundation.pk, staff.pk)
    statement = add_statement(edition=edition, text=words)
    add(statement, "quote", item=idea, quote="Families ring five places today.")
    release(organiser, edition)
    begin_edition(actor=meet(organiser))
    return {
        "published": workshop.slug,
        "foundation": foundation.slug,
        "told": statement.ref,
        "answered": idea.ref,
    }


def make_asked(author: Person, slug: str = "asked") -> dict[str, str]:
    """Make a workshop whose members are asked about an edition that used an idea of this author.

    Return what its addresses name.
    """
    workshop = make_workshop(Phase.CLOSED, slug=slug)
    organiser = make_member(f"{slug}-organiser", workshop, Role.ORGANISER)
    place = Membership(user=author.user, workshop=workshop, nights_to_wait=0).count_as_told()
    place.save(force_insert=True)
    idea = make_idea(workshop, place)
    close_long_ago(workshop)
    edition = begin(organiser, "consultation", answers_until=timezone.localdate() + timedelta(days=9))
    statement = make_statement(edition, "Families ring one number.", None)
    add(statement, "item", item=idea)
    release(organiser, edition)
    return {"asked": workshop.slug, "asked_about": statement.ref, "asked_idea": idea.ref}


def make_released(person: Person, *texts: str, kind: str = "final", **said: Any) -> Edition:
    """Return a released edition with these statements, after the close."""
    close_long_ago(person.membership.workshop)
    edition = begin(person, kind, **said)
    for text in texts or ("Care begins at home.",):
        make_statement(edition, text)
    return release(person, edition)


def refuse(person: Person, edition: Edition) -> dict[Check, int]:
    """Return what keeps the edition back, by check, with how many things it is."""
    with pytest.raises(ReleaseRefused) as refusal:
        release(person, edition)
    return {one.check: one.number for one in refusal.value.obstacles}
