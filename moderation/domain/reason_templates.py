"""A workshop's own words for reasons. Whoever wrote what is hidden reads them: none may be a lure."""

from __future__ import annotations

import re
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.refusals import Unprocessable
from identifiers import Kind, find_identifiers
from moderation.models import ReasonTemplate
from workshops.models import Workshop

MOST = 20
TOO_MANY = _("There are twenty already. Take one away first.")
THERE_ALREADY = _("These words are there already.")
NO_ADDRESS = _(
    "Leave out addresses of pages and of e-mail, telephone numbers and codes: "
    "whoever opened or rang them would be the author."
)
_ADDRESS = re.compile(r"://|www\.|@|\b[\w-]+\.(?:[a-z]{2,})(?:/|\b)|\d{4,}", re.IGNORECASE)


def list_templates(workshop: Workshop) -> list[ReasonTemplate]:
    """Return the workshop's own words, by reason; one query."""
    return list(ReasonTemplate.objects.filter(workshop=workshop).order_by("reason", "words", "pk"))


def has_address(words: str) -> bool:
    """Return whether the words hold anything that their reader could open or ring, or enter somewhere."""
    kinds = {finding.kind for finding in find_identifiers(words)}
    return bool(_ADDRESS.search(words)) or bool(kinds & {Kind.PHONE, Kind.EMAIL})


def add_template(workshop: Workshop, reason: str, words: str) -> ReasonTemplate:
    """Keep words for a reason, and return them.

    Raises Unprocessable where they hold an address, are there already, or are one too many.
    """
    if has_address(words):
        raise Unprocessable(NO_ADDRESS)
    with transaction.atomic():
        Workshop.objects.select_for_update(no_key=True).get(pk=workshop.pk)
        if ReasonTemplate.objects.filter(workshop=workshop).count() >= MOST:
            raise Unprocessable(TOO_MANY)
        template, is_new = ReasonTemplate.objects.get_or_create(workshop=workshop, reason=reason, words=words)
    if not is_new:
        raise Unprocessable(THERE_ALREADY)
    return template


def remove_template(workshop: Workshop, key: UUID) -> bool:
    """Take words away, and return whether they were there; what was decided with them keeps them."""
    return bool(ReasonTemplate.objects.filter(workshop=workshop, pk=key).delete()[0])
