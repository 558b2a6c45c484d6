"""A mail server that fails as tests tell it to, and the letters they send to it."""

import uuid
from typing import Any, ClassVar

from django.core.mail.backends.base import BaseEmailBackend

from workshops.models import OutboxEmail

MARIA = "maria@trust.example"
LETTER = OutboxEmail.Kind.LETTER


class FaultyServer(BaseEmailBackend):
    """A mail server that fails as it is told to: before it takes a letter, or after."""

    away: ClassVar[bool] = False
    faults: ClassVar[dict[str, Exception]] = {}
    taken: ClassVar[list[str]] = []

    def open(self) -> bool:
        """Connect."""
        if self.away:
            raise ConnectionRefusedError
        return True

    def send_messages(self, messages: Any) -> int:
        """Take letters."""
        self.open()
        for message in messages:
            if fault := self.faults.get(message.to[0]):
                raise fault
            self.taken.append(message.to[0])
        return len(messages)


def letter(recipient: str = MARIA, kind: str = LETTER, **fields: Any) -> OutboxEmail:
    """Return a letter that is not queued yet."""
    usual = {"key": uuid.uuid4().hex, "subject": "The workshop is open", "text": "Come in."}
    return OutboxEmail(recipient=recipient, kind=kind, **{**usual, **fields})
