"""What an edition does not use, and why: said of an idea, a comment, a passage, or all that has a code."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.refusals import Unprocessable
from moderation.domain.texts import name_kind
from moderation.models import Code, Text
from results.domain.editions import open_edition
from results.models import Edition, NotUsed

NO_REASON = _("Say why it is not used: who wrote it reads the reason.")
NOT_OF_HERE = _("This is not of this workshop.")
Source = Text | Code


def write_not_used(*, edition: Edition, sources: Sequence[Source], reason: str) -> int:
    """Keep why these texts and codes are not used, in the place of what was said before.

    Return how many there are. Raises Unprocessable without a reason, and for what is of another workshop.
    """
    if not reason:
        raise Unprocessable(NO_REASON)
    with transaction.atomic():
        locked = open_edition(edition)
        if any(_find_workshop(source) != locked.workshop_id for source in sources):
            raise Unprocessable(NOT_OF_HERE)
        for source in sources:
            about: dict[str, Any] = {_name(source): source}
            NotUsed.objects.update_or_create(edition=locked, **about, defaults={"reason": reason})
    return len(sources)


def take_back(*, edition: Edition, key: UUID) -> None:
    """Take a reason back; nothing happens where it is gone already."""
    with transaction.atomic():
        open_edition(edition)
        NotUsed.objects.filter(edition=edition, pk=key).delete()


def list_not_used(edition: Edition) -> list[NotUsed]:
    """Return the reasons with what they speak of, codes first; one query."""
    rows = NotUsed.objects.filter(edition=edition).select_related(
        "code", "idea", "comment__idea", "passage__voice"
    )
    return sorted(
        rows, key=lambda one: (one.code is None, one.code.name.casefold() if one.code else "", str(one.pk))
    )


def _find_workshop(source: Source) -> UUID:
    return source.workshop_id if isinstance(source, Code) else source.thread.workshop_id


def _name(source: Source) -> str:
    return "code" if isinstance(source, Code) else name_kind(source)
