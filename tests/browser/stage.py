"""A workshop with something on every page, and one in which nothing has happened yet."""

from tests.cast import make_idea, make_members
from voting.ballots.casting import cast_vote
from voting.releases.releases import release_workshop
from workshops.models import Group, Membership, Organisation, Theme, Workshop

BRIEF = """We want to hear **what works**, and what gets in the way.

## Who reads it

- the design group, who sort it
- everybody who has joined, and [the plan](https://www.england.nhs.uk/) follows

You write without your name."""
THEMES = ("Integrated teams", "Joint planning", "Patient-centred care")
ORGANISATIONS = ("Riverside Community Trust", "Hollow Lane Hospice", "Northfield Home Care")
TITLES = ("One number to ring", "Pay the travel time", "Give the home-care worker a seat at the meeting")


def furnish(workshop: Workshop) -> Membership:
    """Fill the workshop with one of everything, and return a member who has voted on every idea."""
    texts = {"brief": BRIEF, "safeguarding": "Ring 020 7946 0120.", "contact_email": "desk@trust.example"}
    questions = {"asks_organisation": True, "asks_borough": True, "group_question": "I am a …"}
    Workshop.objects.filter(pk=workshop.pk).update(**texts, **questions)
    for number, title in enumerate(THEMES, start=1):
        Theme.objects.create(
            workshop=workshop, number=number, title=title, text="We promise.", references="A report."
        )
    Group.objects.create(workshop=workshop, name="nurse")
    return vote_and_release(workshop)


def vote_and_release(workshop: Workshop) -> Membership:
    """Let twelve people of three organisations like three ideas, the first most; return one of them."""
    members = []
    for name in ORGANISATIONS:
        organisation = Organisation.objects.create(workshop=workshop, name=name)
        members += make_members(4, workshop, organisation=organisation)
    theme = workshop.themes.first()
    for place, title in enumerate(TITLES):
        idea = make_idea(workshop, title=title, theme=theme)
        for number, member in enumerate(members):
            cast_vote(actor=member, idea=idea, answer="down" if number < 2 * place else "up")
    release_workshop(workshop.pk, force=True)
    return members[0]
