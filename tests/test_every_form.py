"""Every address that takes a form is one of those to which odd things are sent, and no press counts twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import product

import pytest
from django.apps import apps
from django.contrib import admin
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.access import READING, WRITING
from tests.addresses import list_addresses
from tests.anew import make_site, undone
from tests.cast import Person, copy_browser
from tests.hostile import FORMS, ODD
from tests.own_models import count_tables, list_own_models
from tests.test_access import _fits, author, fill, places  # noqa: F401 - fixtures
from tests.test_hostile_input import DECIDED

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unwatched_templates")]

# Forms of other packages, or ones that one deed leads to: the wrong input that their own tests send them.
ELSEWHERE = {
    "admin": "test_odd_input_to_the_admin_is_no_fault",
    "account_logout": "tests/workshops/sign_in/test_sign_in.py",
    "organising:summary": "tests/organising/test_summary.py",
    "organising:workforce": "tests/organising/test_participation.py",
    "results:desk_exports": "tests/results/test_exports_page.py",
    "results:desk_": "tests/results/test_declaration_desk.py",
    "pledges:desk_": "tests/pledges/test_pledges_desk.py, and tests/pledges/test_case_studies.py",
    "moderation:": "tests/moderation/test_desk.py, and tests/moderation/test_coding_pages.py",
    "organising:": "tests/organising/test_set_up.py",
    "events:booking": "tests/events/test_odd_input.py",
    "events:desk_room": "tests/events/test_live_control.py",
    "events:desk_": "tests/events/test_odd_input.py",
    "mfa_": "tests/workshops/sign_in/test_second_factor.py",
    "workshops:role": "tests/workshops/test_staffing.py",
    "account_": "leads to the one box for the address",
    "healthz": "reads nothing that is sent",
    "readyz": "reads nothing that is sent",
}
# Rows that a repeated press may add: an attempt to sign in is a letter each time, as "send it again" is.
# Who books a place twice gets a letter each time: nobody learns from the page who is on the list.
REPEATED = {
    "/accounts/": {"OutboxEmail"},
    "/accounts/email/": {"OutboxEmail"},
    "/workshops/community/events/<event>/": {"OutboxEmail"},
}


def list_rows_of(pattern: str) -> Iterator[str]:
    """Yield the rows of the access matrix and of FORMS that stand for this pattern."""
    for row in {**FORMS, **WRITING, **READING}:
        if _fits(pattern, re.sub(r"<\w+>", "x", row).strip("/")):
            yield row


def test_every_form_of_the_site_is_sent_odd_things(
    participant: Person,
    places: dict[str, str],  # noqa: F811
) -> None:
    missing = []
    for name, pattern in list_addresses():
        rows = [] if name.startswith(tuple(ELSEWHERE)) else [*list_rows_of(pattern)]
        if not rows or any(row in FORMS for row in rows):
            continue
        answer = participant.client.post(fill(rows[0], places))
        missing += [] if answer.status_code == 405 else [f"{name}: {answer.status_code}"]
    assert missing == []


def count_rows() -> dict[str, int]:
    """Return how many rows each table of ours has."""
    return count_tables(*(kind for kind in list_own_models() if kind.__name__ != "Session"))


def choose_browser(participant: Person, address: str) -> Client:
    """Return the browser of who sends this form: a visitor signs in, and a participant does all the rest."""
    return Client() if address in {"/accounts/", "/accounts/code/"} else participant.client


def test_pressing_twice_stores_once() -> None:
    site, wrong = make_site(), {}
    for address in FORMS:
        with site.visited_anew() as participant:
            client, where = choose_browser(participant, address), site.fill(address)
            statuses, counts = [], []
            for _press in range(2):
                statuses.append(client.post(where, FORMS[address]).status_code)
                counts.append(count_rows())
        more = {name for name, number in counts[1].items() if number != counts[0][name]}
        if more - REPEATED.get(address, set()) or set(statuses) - {200, 302, 303, 403, 404, 409, 422}:
            wrong[address] = (statuses, more)
    assert wrong == {}


# What answers with a page of its own: htmx asks for the one, mail programs for the other, which must not be
# led on (RFC 8058).
ANSWERED_HERE = {
    "/workshops/community/ideas/similar/",
    "/workshops/community/letters/<token>/",
    # No slip has the code that is sent: what a right one does is in tests/workshops/test_slip_pages.py.
    "/workshops/community/slip/",
    "/workshops/community/slip/sign-in/",
}


def test_what_is_sent_leads_to_a_page_that_can_be_loaded_again() -> None:
    site, statuses = make_site(), {}
    for address, step in product(sorted(FORMS.keys() - ANSWERED_HERE), ("send", "check", "change")):
        with site.visited_anew() as participant:
            client = choose_browser(participant, address)
            answer = client.post(site.fill(address), {**FORMS[address], "step": step})
            loads = range(2 if "Location" in answer else 0)
            pages = [client.get(answer["Location"], follow=True).status_code for _load in loads]
            statuses[f"{step} {address}"] = (answer.status_code, pages)
    shown = [(303, [200, 200]), (302, [200, 200]), *((refusal, []) for refusal in (403, 404, 409))]
    assert {what: found for what, found in statuses.items() if found not in shown} == {}


def list_admin_forms() -> list[tuple[str, bool]]:
    """Return the admin's forms by name, each with whether it is about one entry."""
    names = [(kind._meta.app_label, kind._meta.model_name) for kind in admin.site._registry]
    pages = (("changelist", False), ("add", False), ("change", True), ("delete", True))
    return [(f"admin:{app}_{model}_{page}", one) for app, model in names for page, one in pages]


def test_odd_input_to_the_admin_is_no_fault(
    places: dict[str, str],  # noqa: F811
    administrator: Person,
) -> None:
    statuses = {}
    for name, about_one in list_admin_forms():
        kind = apps.get_model(name.removeprefix("admin:").rpartition("_")[0].replace("_", ".", 1))
        names = [field.name for field in kind._meta.fields] + ["action", "_selected_action", "post", "note"]
        with undone(), suppress(NoReverseMatch):
            one = kind._default_manager.first() if about_one else None
            where = reverse(name, args=[one.pk] if one else [])
            browser = copy_browser(administrator.client)
            browser.raise_request_exception = False
            for what, value in ODD.items():
                answer = browser.post(where, dict.fromkeys(names, value))
                statuses[f"{name}: {what}"] = answer.status_code
    assert {what: status for what, status in statuses.items() if status not in DECIDED} == {}
