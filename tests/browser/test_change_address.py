"""From one address to another, in each way that somebody may have to use."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.browser.chromium import PHONE
from tests.browser.conftest import Windows
from tests.browser.hands import Hand, Keys
from tests.cast import Person
from tests.local.running import seconds_until
from workshops.models import User

NEW = "participant@home.example"
SUBJECTS = {
    "Code we sent to your address now": re.compile(
        r"^Subject: (\d{6}) is your code to change your address", re.MULTILINE
    ),
    "Code we sent to your new address": re.compile(
        r"^Subject: (\d{6}) is the code for your new address", re.MULTILINE
    ),
}


def read_codes(mail_dir: Path) -> dict[str, str]:
    """Return the codes in both letters by the boxes they belong in, as soon as they are there."""
    found: dict[str, str] = {}

    def is_there() -> bool:
        text = "\n".join(path.read_text(encoding="utf-8") for path in mail_dir.glob("*.log"))
        for box, subject in SUBJECTS.items():
            if code := subject.search(text):
                found[box] = code.group(1)
        return len(found) == len(SUBJECTS)

    seconds_until(is_there, 60)
    return found


WAYS: dict[str, tuple[type[Hand], dict[str, Any]]] = {
    "by keyboard alone": (Keys, {}),
    "without JavaScript": (Hand, {"java_script_enabled": False}),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_somebody_changes_their_address(
    windows: Windows, participant: Person, mail_dir: Path, way: tuple[type[Hand], dict[str, Any]]
) -> None:
    kind, options = way
    page = windows.open(participant, width=PHONE, **options)
    hand = kind(page)
    page.goto("/workshops/community/membership/")
    hand.follow("Change my e-mail address")
    hand.see("Your address now is")
    hand.write("Your new e-mail address", NEW)
    hand.press("Send me both codes")
    hand.see("We have written to")
    for box, code in read_codes(mail_dir).items():
        hand.write(box, code)
    hand.press("Change my address")
    hand.see("Your address is changed.")
    hand.see("My membership")
    assert User.objects.get(pk=participant.user.pk).email == NEW
