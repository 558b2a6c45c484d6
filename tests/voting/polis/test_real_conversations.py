"""Real conversations: each of them comes in whole. The small one of our own covers the same rules."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.models import Count, Q

from ideas.models import Idea
from tests.voting.polis.exports import SHARED
from voting.models import Vote
from workshops.models import Membership, Workshop

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not SHARED.is_dir(), reason="THE REAL CONVERSATIONS ARE NOT HERE"),
]

# comments, hidden ones, people, votes: the data's own description
SIZES = {
    "london.youth.policing": (39, 3, 26, 638),
    "scoop-hivemind.ubi": (71, 1, 234, 7_153),
    "vtaiwan.uberx": (197, 78, 1_921, 49_443),
}


@pytest.mark.parametrize("name", SIZES)
def test_a_real_conversation_comes_in_whole(name: str) -> None:
    call_command("import_polis", SHARED / name, slug="real", stdout=StringIO())

    ideas, workshop = Idea.objects.all(), Workshop.objects.get(slug="real")
    hidden = ideas.filter(status=Idea.Status.HIDDEN).count()
    members = Membership.objects.filter(workshop=workshop).count()
    assert (ideas.count(), hidden, members, Vote.objects.count()) == SIZES[name]


@pytest.mark.parametrize("name", ["scoop-hivemind.ubi", "vtaiwan.uberx"])
def test_the_votes_of_each_comment_are_those_of_the_reference(name: str) -> None:
    call_command("import_polis", SHARED / name, slug="real", stdout=StringIO())

    reference = json.loads((SHARED / name / "reference.json").read_text())["all"]
    expected = {row["comment_id"]: (row["agree"], row["disagree"], row["passes"]) for row in reference}
    names = {"up": 1, "down": -1, "unsure": 0}
    counts = {name: Count("votes", filter=Q(votes__value=value)) for name, value in names.items()}
    rows = Idea.objects.annotate(**counts).values_list("imported__source_id", *names)
    stored = {number: tuple(votes) for number, *votes in rows}
    assert {number: stored[number] for number in expected} == expected
    assert reference
