"""From the QR code on a poster to the first idea.

At most two minutes, eight taps besides typing, and five screens.
"""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from ideas.models import Idea
from tests.browser.chromium import HEIGHTS, PHONE
from tests.browser.conftest import Windows
from tests.browser.hands import Finger
from tests.browser.letters import read_code
from tests.browser.stage import ORGANISATIONS, furnish
from workshops.models import JoinCode, Membership, Workshop

ADDRESS = "nurse@trust.example"
# A home-care worker without an address that the workshop knows, with the code of a poster.
ELSEWHERE, CODE = "carer@home.example", "RIVER-2026"
TITLE = "One diary for every home we visit"
TEXT = "Three of us stood at the same door on Tuesday. One diary would stop that."
MOST_TAPS, MOST_SCREENS, MOST_SECONDS = 8, 5, 120
# People type 36 words of five letters a minute on a phone (Palin and others, MobileHCI 2019), and before each
# tap they look and think for 1.35 seconds and need 1.1 to move and touch (the keystroke-level model of Card,
# Moran and Newell). Changing to the mail program and back, and the letter's way, are put at 15 seconds.
SECONDS_A_CHARACTER = 60 / (36 * 5)
SECONDS_A_TAP = 1.35 + 1.1
SECONDS_FOR_THE_LETTER = 15
# A page of 20 kilobytes (test_weight.py) over a slow line of 400 kilobits a second, with two ways there and
# back of 400 ms each and the quarter of a second that the server has.
SECONDS_A_PAGE = 20_000 * 8 / 400_000 + 2 * 0.4 + 0.25


@dataclass
class Thumb(Finger):
    """Counts what is typed, besides the taps."""

    typed: int = field(default=0)

    def write(self, label: str, text: str) -> None:
        """Tap a box and type."""
        super().write(label, text)
        self.typed += len(text)


def is_on_the_first_screen(box: Locator) -> bool:
    """Return whether a box lies whole in the window of somebody who has not scrolled."""
    place = box.bounding_box()
    return place is not None and place["y"] + place["height"] <= HEIGHTS[PHONE]


def walk(thumb: Thumb, mail_dir: Path, address: str) -> None:
    """Write first, join after."""
    assert is_on_the_first_screen(thumb.page.get_by_label("Your idea in one line"))
    thumb.write("Your idea in one line", TITLE)
    thumb.write("Tell us more", TEXT)
    thumb.press("Go on to your e-mail")
    thumb.write("Your work e-mail address", address)
    thumb.press("Send me a code")
    thumb.write("Six-digit code", read_code(mail_dir))
    thumb.press("Sign in")
    thumb.press("Join and send my idea")
    expect(thumb.page.get_by_role("heading", name="Thank you. Your idea is sent.")).to_be_visible()


@pytest.mark.parametrize(("address", "code"), [(ADDRESS, ""), (ELSEWHERE, CODE)], ids=["domain", "join code"])
def test_somebody_new_sends_an_idea_in_two_minutes_eight_taps_and_five_screens(
    windows: Windows, workshop: Workshop, mail_dir: Path, address: str, code: str
) -> None:
    furnish(workshop)
    place = workshop.organisations.get(name=ORGANISATIONS[0])
    JoinCode.objects.create(workshop=workshop, organisation=place, code=CODE, ends_on=date(2096, 1, 1))
    page = windows.open(width=PHONE, has_touch=True, is_mobile=True)
    thumb = Thumb(page)
    pages: list[str] = []
    page.on("domcontentloaded", lambda shown: pages.append(shown.url))
    page.goto(f"{workshop.get_absolute_url()}ideas/new/{code and f'?code={code}'}")
    walk(thumb, mail_dir, address)
    machine = len(pages) * SECONDS_A_PAGE
    person = thumb.taps * SECONDS_A_TAP + thumb.typed * SECONDS_A_CHARACTER + SECONDS_FOR_THE_LETTER
    assert Idea.objects.unreleased().get().title == TITLE
    assert Membership.objects.get(user__email=address).organisation == (place if code else None)
    assert thumb.taps <= MOST_TAPS
    assert len(pages) <= MOST_SCREENS
    assert machine + person <= MOST_SECONDS
