"""What we promise, and where to get help: pages that anybody may read."""

import re
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import make_workshop
from tests.pages import read_text
from workshops.models import Housekeeping, Workshop
from workshops.phases import Phase
from workshops.views.promises import BASES, HEADINGS

pytestmark = pytest.mark.django_db
PAGES = [f"/{name.replace('_', '-')}/" for name in HEADINGS]
DESK: dict[str, Any] = {
    "contact_name": "Ann Desk",
    "contact_phone": "020 7946 0123",
    "contact_email": "desk@trust.example",
}


@pytest.mark.parametrize("page", PAGES)
def test_the_list_at_the_top_names_every_heading_in_its_order(visitor: Client, page: str) -> None:
    html = visitor.get(page).content.decode()
    listed = re.findall(r'<li><a href="#([\w-]+)">([^<]+)</a></li>', html)
    headings = re.findall(r'<h2 id="([\w-]+)">([^<]+)</h2>', html)
    assert listed == headings
    assert len(listed) >= 5


def test_every_page_links_to_help(visitor: Client) -> None:
    assert b'<a href="/help/">Help</a>' in visitor.get("/privacy/").content


def test_help_says_whom_to_ask_in_each_workshop(visitor: Client) -> None:
    make_workshop(title="Home care", safeguarding="Ring 020 7946 0999.", **DESK)
    text = read_text(visitor.get("/help/"))
    contact = "Home care Ann Desk Telephone: 020 7946 0123 E-mail: desk@trust.example"
    assert (contact in text, "Home care: Ring 020 7946 0999." in text) == (True, True)


def test_help_tells_nobody_of_a_workshop_that_is_not_announced(visitor: Client) -> None:
    make_workshop(Phase.DRAFT, title="Secret plans")
    page = read_text(visitor.get("/help/"))
    assert ("Secret plans" in page, "There is no workshop at the moment." in page) == (False, True)


def test_help_asks_the_database_once_however_many_workshops_there_are(visitor: Client) -> None:
    counts = []
    for _each in range(2):
        make_workshop()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            visitor.get("/help/")
        counts.append(len(queries))
    assert (counts, Workshop.objects.count()) == ([1, 1], 2)


LIMITS = {
    "/how-anonymity-works/": [
        "Somebody who controls both the running server and its key while the workshop is open.",
        "Somebody who can read your mailbox. They can ask for a sign-in code. If you have set no PIN,",
        "A program that records the screen sees what you type. So does a system at work that opens secure",
        "Your own words. A detail or a way of writing can give you away.",
        "Somebody who knows that your computer was connected. They may learn that you were one of at",
    ],
}


def test_the_page_begins_with_who_can_see_what_and_folds_the_names_of_tests(visitor: Client) -> None:
    html = visitor.get("/how-anonymity-works/").content.decode()
    headings = re.findall(r'<h2[^>]* id="(\w+)"', html)
    assert (headings[:3], headings.count("who")) == (["who", "contents", "how"], 1)
    folded = re.sub(r"<details.*?</details>", "", html, flags=re.DOTALL)
    assert (html.count('class="test-name"') > 0, folded.count('class="test-name"')) == (True, 0)


@pytest.mark.parametrize("page", LIMITS)
def test_the_limits_are_said_as_plainly_as_the_promise(visitor: Client, page: str) -> None:
    text = read_text(visitor.get(page))
    assert [words for words in LIMITS[page] if words not in text] == []


def test_where_the_server_keeps_its_log_the_page_says_that_a_copy_of_the_disk_tells_the_order(
    visitor: Client,
) -> None:
    kept = "On this site the disk of the database still shows it."
    before = read_text(visitor.get("/how-anonymity-works/"))
    Housekeeping.objects.create(name="scramble", note="rows only (the log is archived): 40 tables in 1.0 s")
    after = read_text(visitor.get("/how-anonymity-works/"))
    told = ("The night ends that." in before, kept in before, "The night ends that." in after, kept in after)
    assert told == (True, False, False, True)
    assert "a copy of the disk tells in which order things came, also after the night" in after


SET = {"CONTROLLER": "Thames Trust, 1 Quay Road, London", "PRIVACY_EMAIL": "data@trust.example"}


def test_the_privacy_page_names_who_answers_why_and_what_one_can_ask_for(
    visitor: Client, settings: LazySettings
) -> None:
    for name, value in {**SET, "PRIVACY_NOTICE": "https://trust.example/privacy"}.items():
        setattr(settings, name, value)
    for basis, words in BASES.items():
        settings.LAWFUL_BASIS = basis
        assert str(words) in read_text(visitor.get("/privacy/"))
    page = visitor.get("/privacy/").content.decode()
    assert "The law calls this the controller: Thames Trust, 1 Quay Road, London" in read_text(
        visitor.get("/privacy/")
    )
    assert page.count('<a href="mailto:data@trust.example">data@trust.example</a>') == 2
    assert page.count('href="https://trust.example/privacy"') == 1
    assert re.findall(r"</a>\s*<a", page.partition('id="rights"')[2].partition("</main>")[0]) == []


def test_where_nobody_is_named_the_privacy_page_says_so(visitor: Client) -> None:
    text = read_text(visitor.get("/privacy/"))
    assert "Whoever runs this site has not yet said who answers for it." in text
    assert "Whoever runs this site has not yet said which reason in law it has." in text
    assert "For this you can ask the people of your workshop ." in text
