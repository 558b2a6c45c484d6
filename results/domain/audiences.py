"""Whom statements can be addressed to, in the workshop's own words."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import RestrictedError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.refusals import Unprocessable
from results.domain.editions import list_audiences, next_order
from results.models import Audience
from workshops.models import Workshop

MOST = 20
TAKEN = _("There is one of this name already.")
USED = _("Statements are addressed to it, so it stays.")
TOO_MANY = _("There are twenty already.")


def add_audience(*, workshop: Workshop, name: str) -> Audience:
    """Add an audience behind the others and return it; raises Unprocessable where its name is taken."""
    known = list_audiences(workshop)
    if len(known) >= MOST:
        raise Unprocessable(TOO_MANY)
    slug = slugify(name)[:60].strip("-") or "audience"
    try:
        with transaction.atomic():
            return Audience.objects.create(workshop=workshop, slug=slug, name=name, order=next_order(known))
    except IntegrityError:
        raise Unprocessable(TAKEN) from None


def remove_audience(*, workshop: Workshop, slug: str) -> None:
    """Take an audience away; raises Unprocessable where a statement is addressed to it."""
    try:
        Audience.objects.filter(workshop=workshop, slug=slug.replace("\x00", "")).delete()
    except RestrictedError:
        raise Unprocessable(USED) from None
