"""A workshop in which everything that a page can show is there."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from ideas.models import Comment, Idea
from tests.browser.stage import furnish as furnish_with_votes
from tests.cast import make_comment, make_idea, make_workshop
from tests.materials import CONTENT, make_material
from workshops.models import JoinCode, Membership, Update, Workshop
from workshops.phases import Phase

FIXED = {
    Phase.ANNOUNCED: "announced-here",
    Phase.CLOSED: "closed-here",
    Phase.PUBLISHED: "published-here",
}


def furnish(workshop: Workshop, reader: Membership) -> None:
    """Fill the workshop, and give this member items in every state; make workshops in the other phases."""
    furnish_with_votes(workshop)
    for kind in CONTENT:
        make_material(workshop, kind, title="The draft")
    Update.objects.create(workshop=workshop, title="An evening", starts_at=timezone.now(), place="Canteen")
    today = timezone.localdate()
    trust = workshop.organisations.earliest("name")
    JoinCode.objects.create(workshop=workshop, organisation=trust, code="SEAGULL", ends_on=today)
    for status in Idea.Status:
        make_idea(workshop, reader, status, title=f"Mine {status}")
    idea = make_idea(workshop, title="One that is talked about")
    for comment_status in Comment.Status:
        parent = make_comment(idea, reader, comment_status)
        make_comment(idea, parent=parent)
    for phase, slug in FIXED.items():
        other = make_workshop(phase, slug=slug, shred_on=today + timedelta(days=90))
        Membership.objects.create(user=reader.user, workshop=other)
        make_idea(other, title="One of others")
    make_workshop(slug="practice-here", practice=True)
