"""One set-up in which every page has something to show: people, and what stands for names in addresses."""

from dataclasses import dataclass
from datetime import date

from allauth.mfa.totp.internal.auth import TOTP

from ideas.domain.polls import answer_poll
from ideas.models import Comment, Idea
from tests.browser.begun import make_begun
from tests.browser.coded import make_coded
from tests.browser.declared import declare
from tests.browser.drafted import make_declaration
from tests.browser.moderated import make_moderated, make_shredded
from tests.browser.private import make_private
from tests.browser.sampled import make_sampled
from tests.browser.signed import make_signed_pages
from tests.browser.stage import furnish
from tests.browser.voiced import make_voices
from tests.cast import Person, make_comment, make_idea, make_member, make_poll, make_user, make_workshop
from tests.events.making import make_events
from tests.events.sessions import make_live
from tests.materials import make_material
from tests.results.declaration import make_asked, make_published
from voting.releases.releases import release_workshop
from workshops.models import Invitation, JoinCode, Membership, Subscription, Update, Workshop
from workshops.phases import Phase
from workshops.rules import Role
from workshops.sign_in.rate_limits import NOTICES, count

BUSY = "busy@trust.example"
SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
Cast = dict[str, Person | None]


@dataclass(frozen=True)
class Fixtures:
    """Who looks at the pages, and what `<name>` in their addresses stands for."""

    people: Cast
    places: dict[str, str]


def make_fixtures(full: Workshop, bare: Workshop, people: Cast) -> Fixtures:
    """Fill one workshop, leave the other bare, make one in each other phase; return what is there."""
    voter = furnish(full)
    assert voter.user is not None
    enrolled = make_member("enrolled", full, Role.DESIGN_GROUP)
    TOTP.activate(enrolled.user, SEED)
    people |= {
        "": None,
        "voter": Person(voter.user, voter),
        "stranger": Person(make_user("stranger", domain="elsewhere.example")),
        "newcomer": make_member("newcomer", bare),
        "invited": _make_invited(full),
        "enrolled": enrolled,
        **make_private(full),
    }
    participant = people["participant"]
    assert participant is not None
    # The voter has voted on three ideas, and more will be written below.
    Workshop.objects.filter(pk=full.pk).update(boards_after_votes=3)
    _ask_everybody(full, voter)
    make_poll(bare)
    _be_busy()
    places = {
        **_make_phases(participant),
        **_write_as(participant.membership),
        **_fill_the_queue(full, participant.membership),
        **make_moderated(participant.membership),
        **_code(full, people),
        **_begin(people),
        **make_signed_pages(full, participant),
        "shredded": make_shredded(participant).slug,
        "token": Subscription.objects.create(workshop=full, user=participant.user, digest=True).token,
        **_invite(full),
        **{f"{role}_key": str(person.user.pk) for role, person in people.items() if person is not None},
    }
    return Fixtures(people, places)


def _code(workshop: Workshop, people: Cast) -> dict[str, str]:
    moderator, organiser = people["moderator"], people["organiser"]
    assert moderator is not None
    assert organiser is not None
    return {
        **make_coded(workshop, moderator, organiser),
        **make_voices(workshop, moderator),
        **make_sampled(workshop, moderator, organiser),
        **make_declaration(workshop, moderator),
    }


def _begin(people: Cast) -> dict[str, str]:
    organiser, participant = people["organiser"], people["participant"]
    assert organiser is not None
    assert participant is not None
    return {**make_begun(organiser), **make_live(organiser, participant)}


def _be_busy() -> None:
    """Let somebody have asked for as many letters as there may be."""
    for _time in range(NOTICES.times):
        count(NOTICES, BUSY)


def _make_invited(workshop: Workshop) -> Person:
    """Return a participant who is invited to the design group."""
    person = make_member("invited", workshop)
    Invitation.objects.create(workshop=workshop, email=person.user.email, role=Role.DESIGN_GROUP)
    return person


def _ask_everybody(workshop: Workshop, voter: Membership) -> None:
    options = make_poll(workshop, supportive_words="support it completely or mostly")
    for place, member in enumerate(Membership.objects.filter(workshop=workshop, organisation__isnull=False)):
        answer_poll(actor=member, poll=workshop.poll, option=options[place % 3])
    answer_poll(actor=voter, poll=workshop.poll, option=options[0])
    release_workshop(workshop.pk, force=True)
    for kind in ("document", "film", "audio", "image"):
        make_material(workshop, kind, title=f"The draft as {kind}", description="Two minutes.")
    Update.objects.create(
        workshop=workshop, title="We listened", text="Thank you.", published_on=date(2026, 5, 4)
    )


def _make_phases(participant: Person) -> dict[str, str]:
    """Make a workshop in each phase, the participant in those that are over; return their addresses."""
    over = {phase: make_workshop(phase) for phase in (Phase.CLOSED, Phase.PUBLISHED)}
    practice = make_workshop(practice=True)
    for workshop in (*over.values(), practice):
        Membership.objects.create(user=participant.user, workshop=workshop)
    make_poll(over[Phase.CLOSED])
    declare(over[Phase.PUBLISHED])
    return {
        "announced": make_workshop(Phase.ANNOUNCED).slug,
        "closed": over[Phase.CLOSED].slug,
        "published": over[Phase.PUBLISHED].slug,
        "practice": practice.slug,
        "draft": make_workshop(Phase.DRAFT).slug,
        **make_asked(participant),
        **make_events(participant.membership.workshop),
        **{f"{name}_of_result": value for name, value in make_published("result").items()},
        "old": make_idea(over[Phase.CLOSED]).ref,
    }


def _write_as(author: Membership) -> dict[str, str]:
    """Write an idea of one's own in each state; return their references."""
    states = Idea.Status
    return {
        "own": make_idea(author.workshop, author, states.UNRELEASED, title="Waits").ref,
        "in_review": make_idea(author.workshop, author, states.IN_REVIEW, title="In review").ref,
        "hidden": make_idea(author.workshop, author, states.HIDDEN, title="Hidden").ref,
        "gone": make_idea(author.workshop, status=states.HIDDEN, published_on=date(2026, 5, 4)).ref,
        "withdrawn": make_idea(author.workshop, author, states.WITHDRAWN, title="Withdrawn").ref,
        "leaving": make_idea(author.workshop, author, title="Leaves", withdrawal_pending=True).ref,
    }


def _fill_the_queue(workshop: Workshop, author: Membership) -> dict[str, str]:
    """Let people talk about one idea, and leave something for the design group; return what is where."""
    idea, quiet, *_others = Idea.objects.filter(workshop=workshop, status="published").order_by("title")
    first = make_comment(idea)
    make_comment(idea, parent=first, intent=Comment.Intent.QUESTION, body="For how long?")
    make_comment(idea, status=Comment.Status.HIDDEN, published_on=date(2026, 5, 4))
    to_decide = make_idea(workshop, status=Idea.Status.IN_REVIEW, title="Look at this first")
    return {
        "idea": idea.ref,
        "quiet": quiet.ref,
        "comment": make_comment(idea, author, body="Mine.").ref,
        "to_decide": to_decide.ref,
        "comment_to_decide": first.ref,
    }


def _invite(workshop: Workshop) -> dict[str, str]:
    """Leave a join code and an invitation; return the keys of what an organiser works with."""
    organisation = workshop.organisations.order_by("name")[0]
    code = JoinCode(workshop=workshop, organisation=organisation, code="RIVER-2026", ends_on=date(2036, 5, 4))
    code.save()
    invitation = Invitation.objects.create(workshop=workshop, email="carer@home.example")
    return {
        "workshop": str(workshop.pk),
        "organisation": str(organisation.pk),
        "join_code": str(code.pk),
        "invitation": str(invitation.pk),
    }
