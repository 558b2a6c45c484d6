"""Letters to who signs something. Nothing that somebody typed stands in them: nobody can write through us."""

from __future__ import annotations

import hashlib
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from workshops.domain.mail import queue_letter
from workshops.models import OutboxEmail, Workshop


def write_to_signer(
    *, workshop: Workshop, recipient: str, letter: str, subject: str, occasion: str, **known: Any
) -> None:
    """Queue the letter of this name to one address; of one occasion one is ever in the outbox."""
    context = {"workshop": workshop, "site_name": settings.SITE_NAME, **known}
    text = render_to_string(f"pledges/email/{letter}.txt", context).strip() + "\n"
    queue_letter(
        OutboxEmail(
            key=hashlib.sha256(f"{letter} {occasion}".encode()).hexdigest(),
            recipient=recipient,
            subject=" ".join(subject.split())[:180],
            text=text,
        )
    )
