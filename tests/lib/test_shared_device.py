"""Fifteen idle minutes end a visit on a shared computer, and only there."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ideas_platform.lib.shared_device import COOKIE
from tests.cast import Person
from workshops.models import Workshop

pytestmark = pytest.mark.django_db
JOIN = "/workshops/community/membership/"
SIGN_IN = "/accounts/?next=%2Fworkshops%2Fcommunity%2Fideas%2F"
LIST = "/workshops/community/ideas/"


def wait(minutes: int) -> time_machine.travel:
    return time_machine.travel(timezone.now() + timedelta(minutes=minutes))


def test_a_shared_device_is_remembered_in_a_signed_cookie(outsider: Person, workshop: Workshop) -> None:
    outsider.client.post(JOIN, {"own_device": "no"})
    assert outsider.client.cookies[COOKIE]["httponly"] is True
    assert outsider.client.cookies[COOKIE]["expires"] == ""


def test_who_clicks_stays_signed_in(outsider: Person, workshop: Workshop) -> None:
    outsider.client.post(JOIN, {"own_device": "no"})
    for minutes in (14, 28, 42):
        with wait(minutes):
            assert outsider.client.get(LIST).status_code == 200


def test_fifteen_idle_minutes_end_the_visit(outsider: Person, workshop: Workshop) -> None:
    outsider.client.post(JOIN, {"own_device": "no"})
    with wait(16):
        answer = outsider.client.get(LIST)
    assert (answer.status_code, answer["Location"]) == (303, SIGN_IN)
    assert outsider.client.get(LIST)["Location"].startswith("/accounts/")


def test_the_idle_end_leads_back_to_the_same_place_and_htmx_as_a_whole_page(
    outsider: Person, workshop: Workshop
) -> None:
    outsider.client.post(JOIN, {"own_device": "no"})
    skip = "/workshops/community/next/?skipped=abc"
    with wait(16):
        answer = outsider.client.get(skip, HTTP_HX_REQUEST="true")
    led = "/accounts/?next=%2Fworkshops%2Fcommunity%2Fnext%2F%3Fskipped%3Dabc"
    assert (answer.status_code, answer["HX-Redirect"]) == (200, led)


def test_a_forged_cookie_ends_the_visit(outsider: Person, workshop: Workshop) -> None:
    outsider.client.post(JOIN, {"own_device": "no"})
    outsider.client.cookies[COOKIE] = "shared:forged:cookie"
    assert outsider.client.get(LIST)["Location"] == SIGN_IN


@pytest.mark.parametrize("answer", [{"own_device": "yes"}, {}])
def test_on_ones_own_device_a_visit_lasts(
    outsider: Person, workshop: Workshop, answer: dict[str, str]
) -> None:
    outsider.client.post(JOIN, answer)
    with wait(60):
        assert outsider.client.get(LIST).status_code == 200


LEAVE = "/leave/"


def is_in(person: Person) -> bool:
    return person.client.get(LIST).status_code == 200


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}, {}])
def test_leaving_quickly_ends_the_visit(
    outsider: Person, workshop: Workshop, headers: dict[str, str]
) -> None:
    outsider.client.post(JOIN, {"own_device": "no"})
    assert outsider.client.get(LEAVE, headers=headers).status_code == 302
    assert (is_in(outsider), COOKIE in outsider.client.cookies) == (False, True)


@pytest.mark.parametrize("place", ["cross-site", "same-site"])
def test_no_other_website_signs_anybody_out(outsider: Person, workshop: Workshop, place: str) -> None:
    outsider.client.post(JOIN, {"own_device": "no"})
    outsider.client.get(LEAVE, headers={"Sec-Fetch-Site": place})
    assert is_in(outsider)


def test_on_ones_own_device_leaving_quickly_is_no_end(outsider: Person, workshop: Workshop) -> None:
    outsider.client.post(JOIN, {"own_device": "yes"})
    outsider.client.get(LEAVE, headers={"Sec-Fetch-Site": "same-origin"})
    assert is_in(outsider)


def test_the_idle_limit_writes_nothing(outsider: Person, workshop: Workshop) -> None:
    outsider.client.post(JOIN, {"own_device": "no"})
    with CaptureQueriesContext(connection) as queries:
        outsider.client.get(LIST)
    words = [query["sql"] for query in queries]
    assert [one for one in words if not one.startswith(("SELECT", "COPY ("))] == []
