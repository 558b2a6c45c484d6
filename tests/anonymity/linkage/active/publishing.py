"""A member of the design group publishes one idea at a time, and reads all pages before and after a deed.

Four people send texts, comments, votes, reports and answers, which wait. The attacker knows when each was
sent, and looks whether it shows anywhere: in the queue and its numbers, in the lists of the desk, in what
visitors see, on boards, or in the tag by which a browser asks for a board again.
"""

from __future__ import annotations

from ideas.models import Idea
from tests.anonymity.linkage.active.stage import YES, Guesses, Stage
from tests.anonymity.linkage.watcher import strip_volatile
from tests.cast import Person, make_idea, make_member, make_poll
from tests.moderation.pressing import decide_by_form
from workshops.rules import Role

QUEUE, COMMENTS = "/admin/ideas/idea/", "/admin/ideas/comment/"
TABLES = ("/admin/", QUEUE, f"{QUEUE}?q=Number", COMMENTS, f"{COMMENTS}?q=tried")
DESK = ("", "several/", "several/?kind=comments", "record/", "record/download/", "reasons/")
PAGES = ("", "?preview", "ideas/?sort=new", "boards/top/", "boards/new/", "poll/", "moderation/")
# Fewer than make a release, even after two quiet days.
SENDERS = 4
KINDS = 5
# Between two ideas that are published so much is sent.
DEEDS = 5
PAUSE = 600


def publish_one_at_a_time(stage: Stage, targets: int) -> Guesses:
    """Return how often what somebody sends shows on a page, while the ideas of the queue come out singly."""
    make_poll(stage.workshop)
    for number in range(3):
        stage.admit(10, organisation=stage.found(f"House {number}"))
    senders = stage.admit(SENDERS)
    group = make_member(f"group-{stage.workshop.slug}", stage.workshop, Role.DESIGN_GROUP)
    shown = stage.show_ideas(targets // KINDS + 1)
    found, before = Guesses(), {}
    for number in range(targets):
        if number % DEEDS == 0:
            _publish_next(stage, group)
            before = _read_all(stage, group)
        send(stage, senders[number % SENDERS], number, shown)
        after = _read_all(stage, group)
        found.note(after != before)
        before = after
    return found


def send(stage: Stage, person: Person, number: int, ideas: list[Idea]) -> None:
    """Let this person send something: a text, a comment, a vote, a report or an answer, in turn."""
    kind, ref = number % KINDS, ideas[number // KINDS].ref
    if kind == 0:
        stage.write_idea(person, f"Number {number}")
        return
    place, data = (
        (f"ideas/{ref}/comments/", {"parent": "", "intent": "build", "body": f"We tried it: {number}."}),
        (f"ideas/{ref}/vote/", {"value": YES}),
        (f"ideas/{ref}/report/", {"comment": "", "reason": "off_topic"}),
        ("poll/", {"answer": str(1 + number // KINDS % 5)}),
    )[kind - 1]
    assert stage.post(person, place, data).status_code == 303


def _publish_next(stage: Stage, group: Person) -> None:
    """Let some time pass, and publish another idea of the queue."""
    stage.clock.wait(PAUSE)
    idea = make_idea(stage.workshop, status=Idea.Status.IN_REVIEW)
    assert decide_by_form(group.client, idea, "publish").status_code == 303
    # What was done is said once, on the next page.
    _read(group, TABLES[0])


def _read_all(stage: Stage, group: Person) -> dict[str, str]:
    """Return what each page says to the attacker, with its tag."""
    desk = [f"/admin/desk/{stage.workshop.slug}/{page}" for page in DESK]
    places = (*TABLES, *desk, *(stage.home + page for page in PAGES))
    return {place: _read(group, place) for place in places}


def _read(group: Person, place: str) -> str:
    answer = group.client.get(place)
    assert answer.status_code == 200, (place, answer.status_code)
    content = answer.getvalue().decode()
    return f"{answer.get('ETag', '')} {strip_volatile(content)}"
