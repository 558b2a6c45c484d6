"""A danger to somebody is told to the safeguarding contact at once: the text alone, without any name.

No release is waited for. Who reported it, who wrote it, where it stands and who is asked for help is not in
the letter, and it is the same whoever reports.
"""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from ideas.models import Comment, Idea
from workshops.domain.mail import queue_letter
from workshops.domain.safeguarding import find_safeguarding_address
from workshops.models import OutboxEmail, Workshop


def tell_safeguarding(workshop: Workshop, item: Idea | Comment) -> bool:
    """Queue the letter with this text, and return whether there is somebody to tell.

    It leaves with the next look at the outbox, within seconds. One letter about one wording is enough.
    """
    address = find_safeguarding_address(workshop)
    if not address:
        return False
    title = item.title if isinstance(item, Idea) else ""
    words = {"workshop": workshop, "title": title, "body": item.body, "site_name": settings.SITE_NAME}
    letter = OutboxEmail(
        key=hashlib.sha256(f"danger {item.pk} {address} {title} {item.body}".encode()).hexdigest(),
        recipient=address,
        subject=_("Somebody may be at risk: please read this now"),
        text=render_to_string("workshops/email/danger.txt", words).strip() + "\n",
    )
    queue_letter(letter)
    return True
