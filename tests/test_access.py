"""Every address, every role: deny by default."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from events.models import EventAgenda, LiveSession
from ideas.models import Comment, Idea, PollAnswer, Report
from results.exports.asked_for import ask_for_export
from tests.access import ELSEWHERE, INPUT, INSIDERS, READING, WRITING
from tests.access_roles import ROLES
from tests.addresses import list_addresses
from tests.cast import Person, ask_about, copy_browser, make_comment, make_idea, make_poll, make_workshop
from tests.events.making import make_event
from tests.materials import make_material, make_picture
from tests.moderation.other_voices import make_passage, make_pile, make_voice, type_form
from tests.own_models import count_tables
from tests.passing_on import one_connection
from tests.pledges.rounds import let_judge
from tests.pledges.signed import make_pledge
from tests.pledges.studies import make_signed_and_studied, make_study
from tests.results.declaration import begin, give_picture, make_asked, make_published, make_statement
from voting.models import Vote
from workshops.models import Membership, Workshop
from workshops.phases import Phase

pytestmark = pytest.mark.django_db


@pytest.fixture
def places(workshop: Workshop, other_workshop: Workshop, author: Person, organiser: Person) -> dict[str, str]:
    """Return what stands in the place of the names in the matrix."""
    idea = make_idea(workshop)
    make_poll(workshop)
    question = ask_about(make_idea(workshop, author.membership))
    draft = make_workshop(Phase.DRAFT, slug="secret", boards_after_votes=0)
    return {
        **make_published(),
        **make_asked(author),
        **make_signed_and_studied(),
        "pledge_here": make_pledge(workshop).ref,
        **let_judge(author),
        "study_here": make_study(workshop, "in_review").ref,
        "announced": make_workshop(Phase.ANNOUNCED).slug,
        "token": "no-such-token",
        "material": str(make_material(workshop, "film").pk),
        "picture": str(make_picture(workshop).pk),
        "plan": str(make_material(draft).pk),
        "idea": idea.ref,
        "comment": make_comment(idea, author.membership).ref,
        "own": make_idea(workshop, author=author.membership, status=Idea.Status.UNRELEASED).ref,
        "hidden": make_idea(workshop, status=Idea.Status.HIDDEN).ref,
        "settled": make_idea(workshop, author.membership, settled=True).ref,
        "gone": make_idea(workshop, status=Idea.Status.HIDDEN, published_on=timezone.localdate()).ref,
        "elsewhere": make_idea(other_workshop).ref,
        "export": str(ask_for_export(organiser.user, workshop, "json").pk),
        "draft": draft.slug,
        "question": str(question.pk),
        "missing": "no-such-thing",
        **find_voices(workshop),
        **find_events(workshop),
        **find_declaration(organiser),
        "passage_elsewhere": make_passage(make_voice(other_workshop)).ref,
        "nothing": str(uuid.uuid4()),
    }


def find_declaration(organiser: Person) -> dict[str, str]:
    """Return a statement of an edition in work, and the foundation in which it stands."""
    statement = make_statement(begin(organiser))
    give_picture(statement.foundation)
    return {"statement": statement.ref, "part": statement.foundation.slug}


def find_events(workshop: Workshop) -> dict[str, str]:
    """Return an event with its agenda, one that nobody sees yet, and the key of a screen."""
    event = make_event(workshop)
    EventAgenda.objects.create(event=event, content=b"%PDF-1.7", size=8)
    session = LiveSession.objects.create(workshop=workshop)
    unseen = make_event(workshop, is_shown=False)
    return {"event": event.ref, "unseen_event": unseen.ref, "screen": session.key}


def find_voices(workshop: Workshop) -> dict[str, str]:
    """Return a voice with a passage, and a pile of paper forms whose second one waits to be settled."""
    passage, pile = make_passage(make_voice(workshop)), make_pile(workshop)
    type_form(pile, 2, "We wiat.", "We wait.")
    return {"voice": str(passage.voice.pk), "passage": passage.ref, "pile": str(pile.pk)}


@pytest.fixture
def author(colleague: Person) -> Person:
    """Return the participant who wrote the idea that waits."""
    return colleague


@dataclass(frozen=True)
class Comers:
    """Somebody of each role, who comes anew to each address: nothing is left of the visit before."""

    browsers: dict[str, Client]
    places: dict[str, str]
    savepoint: str

    @contextmanager
    def come(self, role: str, address: str) -> Iterator[tuple[Client, str]]:
        """Yield a new browser and the address; what is done in it is undone when the block ends.

        All visits begin at one savepoint: to make one for each of thousands takes seconds.
        """
        yield copy_browser(self.browsers[role]), fill(address, self.places)
        transaction.savepoint_rollback(self.savepoint)
        transaction.set_rollback(False)
        # Nothing of a visit that was undone is ever to follow.
        connection.run_on_commit.clear()


@pytest.fixture
def comers(places: dict[str, str], request: pytest.FixtureRequest, unwatched_templates: None) -> Comers:
    """Return who comes: to make them takes longer than most visits, so that one test has them all."""
    people = {role: request.getfixturevalue(role) for role in ROLES}
    browsers = {role: who if isinstance(who, Client) else who.client for role, who in people.items()}
    return Comers(browsers, places, transaction.savepoint())


def expect(rows: dict[str, dict[str, int]]) -> dict[str, int]:
    """Return the status of each "role address" of these rows of the matrix."""
    return {f"{role} {address}": row[role] for role in ROLES for address, row in rows.items()}


def fill(address: str, places: dict[str, str]) -> str:
    return re.sub(r"<(\w+)>", lambda found: places[found[1]], address)


def test_every_address_has_a_row() -> None:
    rows = {re.sub(r"<\w+>", "*", row).strip("/") for row in [*READING, *WRITING]}
    missing = [
        name
        for name, pattern in list_addresses()
        if not _is_elsewhere(name) and not any(_fits(pattern, row) for row in rows)
    ]
    assert missing == []


def test_a_new_address_without_a_row_is_found() -> None:
    assert not any(_fits("workshops/<slug:slug>/secrets/", row.strip("/")) for row in READING)


def test_reading(comers: Comers) -> None:
    found = {}
    for role, address in product(ROLES, READING):
        with comers.come(role, address) as (client, place):
            answer = client.get(place)
            found[f"{role} {address}"] = answer.status_code
            with one_connection():
                answer.close()
    assert find_others(found, expect(READING)) == {}


def find_others(found: dict[str, int], expected: dict[str, int]) -> dict[str, tuple[int | None, int]]:
    """Return what was found and expected where the two differ."""
    return {what: (found.get(what), status) for what, status in expected.items() if found.get(what) != status}


def test_writing(comers: Comers) -> None:
    found, written, before = {}, [], _count()
    for role, address in product(ROLES, WRITING):
        given = next(values for ending, values in INPUT.items() if address.endswith(ending))
        with comers.come(role, address) as (client, place):
            status = found[f"{role} {address}"] = client.post(place, given).status_code
            is_let_in = role in INSIDERS or address.endswith(("/membership/", "/new-workshop/"))
            if (role == "visitor" or status >= 400 or not is_let_in) and _count() != before:
                written.append(f"{role} {address}")
    assert find_others(found, expect(WRITING)) == {}
    assert (written, _count()) == ([], before)


def test_a_post_without_its_token_is_refused(comers: Comers) -> None:
    found = {}
    for role, address in product(("visitor", "participant"), WRITING):
        with comers.come(role, address) as (client, place):
            client.handler.enforce_csrf_checks = True
            found[f"{role} {address}"] = client.post(place, {}).status_code
    assert found == dict.fromkeys(found, 403)
    assert len(found) == 2 * len(WRITING)


def test_what_may_not_be_seen_looks_like_what_is_not_there(
    participant: Person, places: dict[str, str]
) -> None:
    hidden, missing = (
        participant.client.get(f"/workshops/community/ideas/{places[name]}/").content.decode()
        for name in ("hidden", "missing")
    )
    token = r'name="csrfmiddlewaretoken" value="\w+"'
    assert re.sub(token, "", hidden) == re.sub(token, "", missing)


UNSEEN = [Idea.Status.UNRELEASED, Idea.Status.IN_REVIEW, Idea.Status.HIDDEN, Idea.Status.WITHDRAWN]
UNSEEN += [Idea.Status.LAPSED]


@pytest.mark.parametrize("who", ["participant", "administrator"])
@pytest.mark.parametrize("ending", ["", "edit/", "withdrawal/", "report/"])
def test_what_may_not_be_seen_asks_the_same_as_what_is_not_there(
    workshop: Workshop, who: str, ending: str, request: pytest.FixtureRequest
) -> None:
    client = request.getfixturevalue(who).client
    refs = [make_idea(workshop, status=status).ref for status in UNSEEN]
    asked = []
    # The first one is asked for twice: what all readers share is read with it.
    for ref in ["no-such-thing", "no-such-thing", *refs]:
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(f"/workshops/community/ideas/{ref}/{ending}")
        asked.append((answer.status_code, [query["sql"].replace(ref, "<ref>") for query in queries]))
    assert asked[2:] == [asked[1]] * len(refs)


def test_the_admin_is_closed(
    participant: Person, outsider: Person, visitor: Client, places: dict[str, str]
) -> None:
    for address in _admin_addresses():
        for client in (visitor, outsider.client, participant.client):
            assert client.get(address).status_code in {301, 302, 403, 404, 405}, address


def _admin_addresses() -> list[str]:
    addresses = []
    for name, _pattern in list_addresses():
        if name.startswith("admin:") and name.split(":")[1] not in {"login", "logout", "jsi18n"}:
            for arguments in ([], [str(uuid.uuid4())], ["workshops"], [1, 2]):
                try:
                    addresses.append(reverse(name, args=arguments))
                except NoReverseMatch:
                    continue
    assert len(addresses) > 10
    return addresses


def _is_elsewhere(name: str) -> bool:
    return any(name == known or name.startswith((f"{known}:", f"{known}_")) for known in ELSEWHERE)


def _fits(pattern: str, row: str) -> bool:
    expression = re.sub(r"<[^>]+>", "[^/]+", pattern).strip("/")
    return re.fullmatch(expression, row) is not None


def _count() -> dict[str, int]:
    """Return how many there are of what people send."""
    return count_tables(Vote, Idea, Comment, Report, PollAnswer, Membership)
