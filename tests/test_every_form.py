"""Every address that takes a form is one of those to which odd things are sent, and no press counts twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.contrib import admin
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests import hostile
from tests.access import READING, WRITING, list_addresses
from tests.cast import Person
from tests.hostile import FORMS, ODD
from tests.test_access import _fits, author, fill, places  # noqa: F401 - fixtures
from tests.test_hostile_input import DECIDED
from workshops.models import Workshop

pytestmark = pytest.mark.django_db

# Forms of other packages, or ones that one deed leads to: the wrong input that their own tests send them.
ELSEWHERE = {
    "admin": "test_odd_input_to_the_admin_is_no_fault",
    "account_logout": "tests/workshops/sign_in/test_sign_in.py",
    "mfa_": "tests/workshops/sign_in/test_second_factor.py",
    "workshops:role": "tests/workshops/test_staffing.py",
    "account_": "leads to the one box for the address",
    "healthz": "reads nothing that is sent",
    "readyz": "reads nothing that is sent",
}
# Rows that a repeated press may add: an attempt to sign in is a letter each time, as "send it again" is.
REPEATED = {"/accounts/": {"OutboxEmail"}, "/accounts/email/": {"OutboxEmail"}}


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
    ours = {"workshops", "voting", "moderation", "results"}
    return {
        kind.__name__: kind._default_manager.count()
        for kind in apps.get_models()
        if kind._meta.app_label in ours and kind.__name__ != "Session"
    }


@pytest.mark.parametrize("address", sorted(FORMS))
def test_pressing_twice_stores_once(workshop: Workshop, participant: Person, address: str) -> None:
    where = hostile.fill(address, hostile.find_places(workshop, participant))
    client = Client() if address in {"/accounts/", "/accounts/code/"} else participant.client
    statuses, counts = [], []
    for _press in range(2):
        statuses.append(client.post(where, FORMS[address]).status_code)
        counts.append(count_rows())
    more = {name for name, number in counts[1].items() if number != counts[0][name]}
    assert more <= REPEATED.get(address, set())
    assert set(statuses) <= {200, 302, 303, 403, 404, 409, 422}


# What answers with a page of its own: htmx asks for the one, mail programs for the other, which must not be
# led on (RFC 8058).
ANSWERED_HERE = {
    "/workshops/community/ideas/similar/",
    "/workshops/community/letters/<token>/",
}


@pytest.mark.parametrize("address", sorted(FORMS.keys() - ANSWERED_HERE))
@pytest.mark.parametrize("step", ["send", "check", "change"])
def test_what_is_sent_leads_to_a_page_that_can_be_loaded_again(
    workshop: Workshop, participant: Person, address: str, step: str
) -> None:
    where = hostile.fill(address, hostile.find_places(workshop, participant))
    client = Client() if address in {"/accounts/", "/accounts/code/"} else participant.client
    answer = client.post(where, {**FORMS[address], "step": step})
    if answer.status_code in {403, 404, 409}:
        return
    assert answer.status_code in {302, 303}
    pages = [client.get(answer["Location"], follow=True).status_code for _load in range(2)]
    assert pages == [200, 200]


def list_admin_forms() -> list[tuple[str, bool]]:
    """Return the admin's forms by name, each with whether it is about one entry."""
    names = [(kind._meta.app_label, kind._meta.model_name) for kind in admin.site._registry]
    pages = (("changelist", False), ("add", False), ("change", True), ("delete", True))
    return [(f"admin:{app}_{model}_{page}", one) for app, model in names for page, one in pages]


@pytest.mark.parametrize(("name", "about_one"), list_admin_forms())
def test_odd_input_to_the_admin_is_no_fault(
    places: dict[str, str],  # noqa: F811
    administrator: Person,
    name: str,
    about_one: bool,
) -> None:
    kind = apps.get_model(name.removeprefix("admin:").rpartition("_")[0].replace("_", ".", 1))
    one = kind._default_manager.first() if about_one else None
    try:
        where = reverse(name, args=[one.pk] if one else [])
    except NoReverseMatch:
        return
    browser = administrator.client
    browser.raise_request_exception = False
    names = [field.name for field in kind._meta.fields] + ["action", "_selected_action", "post", "note"]
    statuses = {
        what: browser.post(where, dict.fromkeys(names, value)).status_code for what, value in ODD.items()
    }
    assert {what: status for what, status in statuses.items() if status not in DECIDED} == {}
