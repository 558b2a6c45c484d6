"""Editions: begun from the last one, written by several people at once, and read as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ideas_platform.lib.refusals import Refusal, SavedSince
from results.domain.pictures import copy_pictures
from results.models import Audience, Edition, Evidence, Foundation, Lineage, NotUsed, Statement
from workshops.models import Membership, Workshop

AUDIENCES = (
    ("commissioners", gettext_lazy("Commissioners")),
    ("providers", gettext_lazy("Providers")),
    ("local-authorities", gettext_lazy("Local authorities")),
    ("staff", gettext_lazy("Staff")),
)


class Released(Refusal):
    """The edition is released, so it stays as it is (409)."""

    status = 409
    message = gettext_lazy("This edition is released, so it stays as it is. A correction is a new edition.")


@dataclass(frozen=True)
class EditionText:
    """What an edition says of itself."""

    kind: str
    title: str
    preamble: str = ""
    stood_behind_by: str = ""
    foundation_word: str = ""
    foundations_word: str = ""
    answers_until: date | None = None


@dataclass(frozen=True)
class Part:
    """A foundation with its number (from 1 on) and its statements, each with its number ("2.3")."""

    foundation: Foundation
    number: int
    statements: Sequence[tuple[str, Statement]]


def list_editions(workshop: Workshop) -> list[Edition]:
    """Return the editions of a workshop, the last one first; one query."""
    return list(Edition.objects.filter(workshop=workshop.pk).latest_first())


def find_latest(workshop: Workshop) -> Edition | None:
    """Return the last edition that was released, None before the first; one query."""
    return Edition.objects.filter(workshop=workshop.pk).released().latest_first().first()


def find_edition_before(edition: Edition) -> Edition | None:
    """Return the released edition that this one follows, None for the first; one query."""
    earlier = Edition.objects.filter(workshop=edition.workshop_id, number__lt=edition.number)
    return earlier.released().latest_first().first()


def get_edition(workshop: Workshop, number: int) -> Edition:
    """Return the edition of this number, released or not; raises Http404 where there is none."""
    edition = Edition.objects.filter(workshop=workshop.pk, number=number).first()
    if edition is None:
        raise Http404
    edition.workshop = workshop
    return edition


def read_parts(edition: Edition) -> list[Part]:
    """Return the foundations in their order, with their statements and audiences; two queries."""
    below: dict[UUID, list[Statement]] = {}
    for statement in edition.statements.select_related("audience").order_by("order", "ref"):
        below.setdefault(statement.foundation_id, []).append(statement)
    return [
        Part(
            foundation,
            number,
            [(f"{number}.{place}", one) for place, one in enumerate(below.get(foundation.pk, ()), start=1)],
        )
        for number, foundation in enumerate(list_foundations(edition), start=1)
    ]


def list_foundations(edition: Edition) -> QuerySet[Foundation]:
    """Return the foundations in their order, each with its picture but for the file of it; one query."""
    foundations = edition.foundations.select_related("picture").defer("picture__content")
    return foundations.order_by("order", "slug")


def list_audiences(workshop: Workshop) -> list[Audience]:
    """Return whom statements of this workshop can be addressed to, in their order; one query."""
    return list(Audience.objects.filter(workshop=workshop.pk))


def begin_edition(*, actor: Membership) -> Edition:
    """Return the edition in work; a new one copies the last one that was released.

    With the first edition come four audiences, which the workshop may put into its own words.
    """
    with transaction.atomic():
        workshop = Workshop.objects.select_for_update(no_key=True).get(pk=actor.workshop_id)
        found = Edition.objects.filter(workshop=workshop).in_work().first()
        if found is not None:
            return found
        latest = find_latest(workshop)
        if latest is not None:
            return _copy(latest)
        if not Audience.objects.filter(workshop=workshop).exists():
            _make_audiences(workshop)
        words = {"foundation_word": _("Foundation"), "foundations_word": _("Foundations")}
        return Edition.objects.create(workshop=workshop, number=1, title=workshop.title[:120], **words)


def open_edition(edition: Edition | UUID) -> Edition:
    """Return the edition, locked until the transaction ends; raises Released where it stays as it is.

    Everything that changes an edition, and its release, begins with this. Raises Http404 where it is gone.
    """
    key = edition.pk if isinstance(edition, Edition) else edition
    locked = Edition.objects.select_for_update(no_key=True).filter(pk=key).first()
    if locked is None:
        raise Http404
    if locked.is_released:
        raise Released
    return locked


def change_edition(*, edition: Edition, text: EditionText, version: int) -> Edition:
    """Let the edition say this of itself; raises SavedSince where it is not in the version that was seen."""
    with transaction.atomic():
        locked = open_edition(edition)
        if locked.version != version:
            raise SavedSince
        for name, value in vars(text).items():
            setattr(locked, name, value)
        if locked.kind != Edition.Kind.CONSULTATION:
            locked.answers_until = None
        locked.version += 1
        locked.save()
    return locked


def drop_edition(*, edition: Edition) -> None:
    """Throw an edition in work away; raises Released for one that is released."""
    with transaction.atomic():
        open_edition(edition).delete()


def next_order(rows: Sequence[Foundation] | Sequence[Statement] | Sequence[Audience]) -> int:
    """Return the place behind all of these."""
    return max((row.order for row in rows), default=0) + 1


def _make_audiences(workshop: Workshop) -> None:
    Audience.objects.bulk_create(
        Audience(workshop=workshop, slug=slug, name=str(name), order=order)
        for order, (slug, name) in enumerate(AUDIENCES, start=1)
    )


def _copy(old: Edition) -> Edition:
    """Return a new edition in work that says what `old` says, each statement kept from it."""
    last = Edition.objects.filter(workshop=old.workshop_id).aggregate(last=Max("number"))["last"]
    names = ("title", "preamble", "stood_behind_by", "foundation_word", "foundations_word")
    said = {name: getattr(old, name) for name in names}
    edition = Edition.objects.create(workshop_id=old.workshop_id, number=last + 1, **said)
    statements = _copy_statements(old, edition, _copy_foundations(old, edition))
    evidence = list(Evidence.objects.filter(statement__edition=old))
    for one in evidence:
        one.pk, one.statement = uuid4(), statements[one.statement_id]
    Evidence.objects.bulk_create(evidence)
    reasons = list(NotUsed.objects.filter(edition=old))
    for reason in reasons:
        reason.pk, reason.edition = uuid4(), edition
    NotUsed.objects.bulk_create(reasons)
    Lineage.objects.bulk_create(
        Lineage(edition=edition, statement=new, previous_id=key, deed=Lineage.Deed.KEPT)
        for key, new in statements.items()
    )
    return edition


def _copy_foundations(old: Edition, edition: Edition) -> dict[UUID, Foundation]:
    copies = {}
    for foundation in old.foundations.all():
        values = {name: getattr(foundation, name) for name in ("slug", "order", "title", "promise", "text")}
        copies[foundation.pk] = Foundation(edition=edition, **values)
    Foundation.objects.bulk_create(copies.values())
    copy_pictures(old, copies)
    return copies


def _copy_statements(
    old: Edition, edition: Edition, foundations: dict[UUID, Foundation]
) -> dict[UUID, Statement]:
    copies = {}
    for one in old.statements.all():
        values = {name: getattr(one, name) for name in ("ref", "order", "text", "audience_id")}
        home = foundations[one.foundation_id]
        copies[one.pk] = Statement(edition=edition, foundation=home, **values)
    Statement.objects.bulk_create(copies.values())
    return copies
