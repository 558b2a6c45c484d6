"""The letters about a workshop: once, the same for everybody, and only with what is released."""

from __future__ import annotations

import pytest
from django.core import mail
from django.db.models import F

from tests.cast import Person, make_user, make_workshop
from tests.workshops.test_letter_pages import subscribe
from tests.workshops.writing_letters import (
    JO,
    OMAR,
    recipients,
    run_twice_at_once,
)
from workshops.domain.letters import announce, announce_what_is_due, find_due
from workshops.domain.mail import send_waiting
from workshops.models import OutboxEmail, Subscription, Workshop
from workshops.models.subscriptions import Letter
from workshops.phases import Phase
from workshops.tasks import write_letters

# Opening and results ----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_when_it_opens_those_who_asked_hear_of_it_once() -> None:
    workshop = make_workshop(Phase.ANNOUNCED, title="Community services")
    subscribe(workshop, Letter.OPENING, email=JO)
    write_letters()
    assert recipients() == []
    Workshop.objects.update(opens_at=F("announced_at"))
    write_letters()
    write_letters()
    assert recipients() == [JO]
    send_waiting()
    write_letters()
    assert (recipients(), [letter.subject for letter in mail.outbox]) == (
        [],
        ["Open now: Community services"],
    )


@pytest.mark.django_db
def test_an_address_that_only_waited_for_the_opening_is_deleted_then(outsider: Person) -> None:
    workshop = make_workshop()
    subscribe(workshop, Letter.OPENING, email=JO)
    Subscription.objects.create(workshop=workshop, user=outsider.user, opening=True, digest=True)
    announce_what_is_due()
    left = Subscription.objects.get()
    assert (left.user, left.opening, left.digest) == (outsider.user, False, True)


@pytest.mark.django_db
def test_somebody_who_asked_as_visitor_and_as_member_gets_one_letter() -> None:
    workshop = make_workshop()
    user = make_user("jo", domain="home.example")
    subscribe(workshop, Letter.OPENING, email=JO)
    subscribe(workshop, Letter.OPENING, user=user)
    announce_what_is_due()
    assert recipients() == [JO]


@pytest.mark.django_db
def test_after_the_close_nobody_hears_of_the_opening_any_more() -> None:
    workshop = make_workshop(Phase.CLOSED)
    subscribe(workshop, Letter.OPENING, email=JO)
    announce_what_is_due()
    assert (recipients(), Subscription.objects.count()) == ([], 0)


@pytest.mark.django_db
def test_when_the_results_are_out_those_who_asked_hear_of_it_once() -> None:
    closed, published = make_workshop(Phase.CLOSED), make_workshop(Phase.PUBLISHED)
    subscribe(closed, Letter.RESULTS, email=OMAR)
    subscribe(published, Letter.RESULTS, email=JO)
    assert (announce_what_is_due(), announce_what_is_due()) == (1, 0)
    assert recipients() == [JO]
    assert Subscription.objects.get().email == OMAR


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_announce_once() -> None:
    workshop = make_workshop()
    for number in range(20):
        subscribe(workshop, Letter.OPENING, email=f"person{number}@home.example")
    run_twice_at_once(announce_what_is_due)
    assert (OutboxEmail.objects.count(), Subscription.objects.count()) == (20, 0)


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_comes_too_late_writes_nothing() -> None:
    subscribe(make_workshop(), Letter.OPENING, email=JO)
    found = find_due(Letter.OPENING)
    announce_what_is_due()
    send_waiting()
    assert sum(announce(workshop, Letter.OPENING) for workshop in found) == 0
    assert recipients() == []


@pytest.mark.django_db
def test_a_title_with_a_line_break_makes_no_header() -> None:
    workshop = make_workshop(title="Open\r\nBcc: all@trust.example")
    subscribe(workshop, Letter.OPENING, email=JO)
    announce_what_is_due()
    assert send_waiting() == 1
    assert mail.outbox[0].subject == "Open now: Open Bcc: all@trust.example"
    assert mail.outbox[0].recipients() == [JO]


@pytest.mark.django_db
def test_what_organisers_write_is_text_in_a_letter() -> None:
    workshop = make_workshop(title="<script>alert(1)</script> & more", summary="<img src=x>")
    subscribe(workshop, Letter.OPENING, email=JO)
    announce_what_is_due()
    letter = OutboxEmail.objects.get()
    assert [tag for tag in ("<script", "<img", "<table", "http://", "https://") if tag in letter.html] == [
        "http://"
    ]
    assert "<script>alert(1)</script> & more is open." in letter.text
