"""Every word of ours goes through gettext, and can be read by somebody of eleven.

What stands outside the brackets was never a message. Words of a page are of grade 8 at most, 6 on average.
"""

import sys
from collections.abc import Iterable

import pytest
from django.template import Context, Template

from events.domain.letters import NEWS
from tests.wording.copy import find_untranslated, list_foreign
from tests.wording.grades import average, grade, grade_pages, table
from tests.wording.letters import write_all_letters
from tests.wording.pseudo import pseudo_locale
from tests.wording.tour import Cast, PageState, read_admin, read_everything, read_states, send_everything
from workshops.models import Workshop

pytestmark = pytest.mark.django_db
AVERAGE, MOST = 6.0, 8.0


def untranslated(sights: Iterable[PageState], *written: str) -> list[str]:
    """Return what is not translated, each with the first page on which it stands."""
    foreign, found = [*written, *list_foreign()], dict[str, str]()
    for name, html in sights:
        for words in find_untranslated(html, foreign):
            found.setdefault(words, name)
    return [f"{words} | {name}" for words, name in found.items()]


def test_every_page_is_translated_and_easy_to_read(cast: Cast) -> None:
    pages, states = [*read_everything(cast)], [*read_states(cast)]
    assert untranslated([*pages, *states]) == []
    members = [(name, html) for name, html in pages if name.startswith(("author:", "visitor:"))]
    grades = grade_pages([*members, *states], list_foreign())
    sys.stdout.write(table(grades))
    assert [f"{each.grade} {each.page}: {each.hardest}" for each in grades if each.grade > MOST] == []
    assert average(grades) <= AVERAGE


@pytest.mark.parametrize("wrong", ["", "9" * 7_000])
def test_every_answer_to_wrong_input_is_translated(cast: Cast, wrong: str) -> None:
    assert untranslated(send_everything(cast, wrong), wrong) == []


def test_every_page_of_the_admin_is_translated(cast: Cast) -> None:
    assert untranslated(read_admin(cast)) == []


def test_every_letter_is_translated(cast: Cast, workshop: Workshop) -> None:
    letters = write_all_letters(workshop)
    about_addresses = ["address changed", "address new", "address not free", "address now"]
    assert sorted(letters) == [
        *about_addresses,
        "case study confirmation",
        "case study decided",
        "case study link",
        "code",
        "daily letter",
        "declaration",
        "design group",
        "digest",
        *sorted(f"event {news}" for news in NEWS),
        "not admitted",
        "opening",
        "pledge link",
        "pledge to confirm",
        "results",
        "summary question",
        "weekly summary",
    ]
    assert untranslated((name, part) for name, parts in letters.items() for part in parts) == []


PLANTED = """{% load dates i18n %}<p title="Read it">{% translate "Two" %} Three
{% blocktranslate with word="four" %}It says {{ word }}{% endblocktranslate %} <b data-over="five six">7</b>
<input type="submit" value="Eight"><input value="nine"> <i translate="no">Ten</i></p>"""


def test_a_string_that_was_forgotten_is_found() -> None:
    with pseudo_locale():
        page = Template(PLANTED).render(Context({}))
    assert find_untranslated(page) == ["Three", "four", "Read it", "five six", "Eight"]


def test_what_people_wrote_needs_no_translation() -> None:
    assert find_untranslated("<p>Ring Ann at desk@trust.example, www.nhs.uk, 5</p>", ["Ring Ann at"]) == []


def test_hard_words_are_found() -> None:
    hard = "Participants' contributions undergo pseudonymisation preceding any subsequent dissemination."
    assert grade([hard]) > MOST
    assert grade(["Nobody can see what you wrote.", "Not now and not later."]) < AVERAGE
