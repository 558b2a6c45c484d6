"""What nobody sends who means well, and every form of the site that it may be sent to."""

from __future__ import annotations

from ideas.models import Idea
from tests.cast import Person, ask_about, make_comment, make_idea, make_poll, make_workshop
from tests.events.making import make_event
from tests.pledges.rounds import let_judge
from tests.pledges.signed import fill_in
from tests.pledges.studies import make_signed_and_studied, tell_story
from tests.results.declaration import make_asked
from workshops.models import Workshop
from workshops.phases import Phase

IDEA = {"theme": "other", "intent": "new", "title": "One rota", "body": "A rota for all.", "step": "send"}
# Each form with what somebody would send who means well. `<name>`: see `find_places`.
FORMS: dict[str, dict[str, str]] = {
    "/language/": {"language": "en-gb", "next": "/privacy/"},
    "/accounts/": {"email": "somebody@trust.example"},
    "/accounts/code/": {"code": "123456"},
    "/accounts/code/letter/": {"next": "/privacy/"},
    "/accounts/waiting-text/": {"place": "/workshops/community/ideas/new/"},
    "/accounts/deletion/": {"sure": "on"},
    "/accounts/email/": {"email": "somebody@home.example"},
    "/accounts/email/codes/": {"old_code": "123456", "new_code": "123456"},
    "/accounts/email/codes/letters/": {"next": "/privacy/"},
    "/workshops/<announced>/notice/": {"email": "somebody@home.example"},
    "/workshops/community/letters/<token>/": {"List-Unsubscribe": "One-Click"},
    "/workshops/community/summary/<token>/": {"sure": "yes"},
    "/workshops/community/ideas/<idea>/comments/": {"intent": "build", "body": "We tried.", "parent": ""},
    "/workshops/community/ideas/<idea>/report/": {"reason": "abusive", "comment": ""},
    "/workshops/community/ideas/<hidden>/second-look/": {"words": "I meant the rota.", "comment": ""},
    "/workshops/community/ideas/<settled>/too-much/": {"words": "One", "comment": ""},
    "/workshops/community/ideas/<idea>/vote/": {"value": "up"},
    "/workshops/community/ideas/<own>/edit/": IDEA,
    "/workshops/community/ideas/<own>/comments/<comment>/edit/": {"intent": "build", "body": "We tried."},
    "/workshops/community/ideas/<own>/comments/<comment>/withdrawal/": {"sure": "yes"},
    "/workshops/community/ideas/<own>/withdrawal/": {"sure": "yes"},
    "/workshops/community/ideas/new/": IDEA,
    "/workshops/community/ideas/similar/": {"title": "One number", "similar": "none"},
    "/workshops/community/membership/": {"organisation": "Corner Care", "own_device": "yes"},
    "/workshops/community/membership/leaving/": {"sure": "yes"},
    "/workshops/community/slip/": {"code": "aaaaa-aaaaa", "pin": "493817", "again": "493817"},
    "/workshops/community/slip/sign-in/": {"code": "aaaaa-aaaaa", "pin": "493817"},
    "/workshops/community/mine/pin/": {"pin": "493817", "again": "493817"},
    "/workshops/community/mine/pin/lock/": {"sure": "yes"},
    "/workshops/community/mine/pin/removal/": {"sure": "yes"},
    "/workshops/community/mine/forgetting/": {"sure": "yes"},
    "/workshops/community/mine/questions/<question>/": {"body": "On Sundays."},
    "/workshops/community/mine/questions/<question>/withdrawal/": {"sure": "yes"},
    "/workshops/community/exports/": {"format": "json"},
    "/workshops/community/events/<event>/": {
        "name": "Maria",
        "email": "maria@home.example",
        "organisation": "Corner Care",
        "needs": "A hearing loop.",
    },
    "/workshops/<asked>/declaration/1/<asked_about>/answer/": {"value": "change", "text": "Say who pays."},
    "/workshops/<asked>/declaration/1/<asked_about>/verdict/": {"value": "keeps"},
    "/workshops/community/poll/": {"answer": "1"},
    "/workshops/<signed>/pledges/new/": fill_in(),
    "/workshops/<signed>/pledges/<pledge>/answer/": {"value": "changed"},
    "/workshops/<signed>/assessment/answer/": {"standing": "staff", "question_1": "2"},
    "/workshops/<signed>/pledges/<pledge>/link/": {"email": "somebody@trust.example"},
    "/workshops/<signed>/pledges/confirmation/<pledge_to_confirm>/": {"sure": "yes"},
    "/workshops/<signed>/pledges/change/<pledge_to_change>/": fill_in(),
    "/workshops/<signed>/case-studies/new/": tell_story(),
    "/workshops/<signed>/case-studies/<study>/link/": {"email": "somebody@trust.example"},
    "/workshops/<signed>/case-studies/confirmation/<study_to_confirm>/": {"sure": "yes"},
    "/workshops/<signed>/case-studies/change/<study_to_change>/": tell_story(),
}

# Characters that mean no harm in a text, and ones that databases, logs and spreadsheets stumble over.
ODD = {
    "nul": "a\x00b",
    "controls": "".join(map(chr, range(1, 32))),
    "bidi": "\u202egnp.exe\u202c \u2066left\u2069",
    "emoji": "👩🏽‍⚕️🏴󠁧󠁢󠁥󠁮󠁧󠁿 1️⃣",
    "zero width": "a\u200b\u200d\ufeffb",
    "not a character": "\ufffe\uffff\U0010ffff",
    "many marks": "a" + "\u0301" * 300,
    "markup": "</textarea><script>alert(1)</script>{{ 7*7 }}{% now %}",
    "nested": "[" * 5_000 + "]" * 5_000,
    "percent": "%s %(name)s %00 %n",
    "statement": "'; DROP TABLE ideas_idea; --",
    "line breaks": "a\r\nBcc: everybody@trust.example\r\n\r\nb",
    "digits of another script": "٣",
    "a very large number": "9" * 400,
}
# Bytes that are no UTF-8, as a form would carry them.
BROKEN = {
    "lone surrogate": "%ED%A0%80",
    "two lone surrogates": "%ED%BF%BF%ED%A0%80",
    "half a character": "%F0%9F",
    "overlong": "%C0%AF",
    "beyond the last": "%F4%90%80%80",
    "only continuations": "%80%80%80",
    "percent alone": "%",
}


def find_places(workshop: Workshop, author: Person) -> dict[str, str]:
    """Return what stands in the place of the names in FORMS: all of it made anew."""
    own = make_idea(workshop, author.membership, Idea.Status.UNRELEASED)
    make_poll(workshop)
    return {
        "announced": make_workshop(Phase.ANNOUNCED).slug,
        "idea": make_idea(workshop).ref,
        "own": own.ref,
        "hidden": make_idea(workshop, author.membership, Idea.Status.HIDDEN).ref,
        "settled": make_idea(workshop, author.membership, settled=True).ref,
        "comment": make_comment(own, author.membership).ref,
        "question": str(ask_about(make_idea(workshop, author.membership)).pk),
        "token": "no-such-token",
        "event": make_event(workshop).ref,
        **make_asked(author),
        **make_signed_and_studied(),
        **let_judge(author),
    }


def fill(address: str, places: dict[str, str]) -> str:
    """Return the address with its places filled in."""
    for name, place in places.items():
        address = address.replace(f"<{name}>", place)
    return address
