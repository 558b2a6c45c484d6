"""E-mail of local mode: one file for each letter, which a person can read.

Letters with a code tell who signed in, and in which order. Only the newest twenty of them stay.
"""

import os
import re
import uuid
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.text import slugify

CODES_KEPT = 20
# The subject of a letter with a code begins with it.
_WITH_CODE = re.compile(r"\d{4,}-(?:\d-?){6,}")


class MailFolder(BaseEmailBackend):
    """Writes letters to `MAIL_DIR` as 0001-SUBJECT.txt, 0002-SUBJECT.txt …: the newest is the last."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write each letter to a file of its own and return how many there were."""
        for message in email_messages:
            write_letter(message, settings.MAIL_DIR)
        drop_old_codes(settings.MAIL_DIR)
        return len(email_messages)


def write_letter(message: EmailMessage, folder: Path) -> Path:
    """Write the letter to the next free number in `folder` and return its place.

    The file appears whole, and two letters at once get two numbers.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = folder / f".{uuid.uuid4().hex}"
    draft.touch(mode=0o600)
    draft.write_text(_as_text(message))
    try:
        return _give_number(draft, slugify(message.subject)[:60] or "letter")
    finally:
        draft.unlink()


def drop_old_codes(folder: Path) -> None:
    """Delete all letters with a code but the newest twenty, whatever else is in the folder."""
    codes = [path for path in folder.glob("*.txt") if _WITH_CODE.match(path.name)]
    for path in sorted(codes, key=_number_of)[:-CODES_KEPT]:
        path.unlink(missing_ok=True)


def _as_text(message: EmailMessage) -> str:
    head = {"From": message.from_email, "To": ", ".join(message.to), "Subject": message.subject}
    return "\n".join([*(f"{name}: {value}" for name, value in head.items()), "", str(message.body), ""])


def _give_number(draft: Path, slug: str) -> Path:
    number = 1 + max((_number_of(path) for path in draft.parent.glob("*.txt")), default=0)
    while True:
        place = draft.parent / f"{number:04}-{slug}.txt"
        try:
            os.link(draft, place)
        except FileExistsError:
            number += 1
        else:
            return place


def _number_of(path: Path) -> int:
    digits = path.name.partition("-")[0]
    return int(digits) if digits.isdigit() else 0
