"""What one organisation needs to tell its staff of a workshop: the facts, without any number of people.

A pack is made from what the organisers wrote alone: it says nothing of who has joined.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ideas_platform.lib.dates import say_date
from ideas_platform.lib.refusals import WrongPhase
from workshops.domain.admission import show_domain
from workshops.domain.join_codes import find_link
from workshops.domain.letters import absolute
from workshops.models import JoinCode, Organisation, Workshop
from workshops.phases import BEFORE_THE_CLOSE, Phase

MOST_DOMAINS = 3


@dataclass(frozen=True)
class Pack:
    """What a poster, a slide and a letter say: `organisation` and `code` are "" where there is none."""

    title: str
    summary: str
    organisation: str
    address: str
    """Where one takes part, with the join code where there is one."""
    short_address: str
    code: str
    domains: str
    when: str
    contact: str
    practice: bool


def is_to_be_spread(workshop: Workshop) -> bool:
    """Return whether there is still something to come to."""
    return workshop.phase in BEFORE_THE_CLOSE


def list_organisations(workshop: Workshop) -> list[Organisation]:
    """Return the organisations that the organisers have listed: never a name that a member typed."""
    return list(Organisation.objects.filter(workshop=workshop).offered().order_by("name"))


def find_organisation(workshop: Workshop, key: str) -> Organisation | None:
    """Return the organisation of this key, None for an empty one. Raises Http404 where it is not listed."""
    if not key:
        return None
    try:
        wanted = UUID(key)
    except ValueError as error:
        raise Http404 from error
    found = Organisation.objects.filter(workshop=workshop, pk=wanted).offered().first()
    if found is None:
        raise Http404
    return found


def list_codes(workshop: Workshop) -> dict[UUID, JoinCode]:
    """Return for each organisation the join code that lasts longest, as far as organisers are told.

    Which codes are used up is known from releases only: the uses that are left would tell who came.
    """
    codes = JoinCode.objects.filter(workshop=workshop, ends_on__gte=timezone.localdate())
    kept = codes.exclude(uses_told=JoinCode.Uses.NONE).select_related("workshop").order_by("ends_on", "code")
    return {code.organisation_id: code for code in kept}


def make_pack(workshop: Workshop, organisation: Organisation | None, code: JoinCode | None = None) -> Pack:
    """Return the pack of an organisation, or of everybody. Raises WrongPhase once the workshop has closed."""
    if not is_to_be_spread(workshop):
        raise WrongPhase(_("This workshop has closed. There is nothing to hang up any more."))
    page = absolute(workshop.get_absolute_url())
    return Pack(
        title=workshop.title,
        summary=workshop.summary,
        organisation=organisation.name if organisation else "",
        address=find_link(code) if code else page,
        short_address=page.partition("://")[2].rstrip("/"),
        code=code.code if code else "",
        domains=say_domains(workshop),
        when=say_when(workshop),
        contact=say_contact(workshop),
        practice=workshop.practice,
    )


def say_domains(workshop: Workshop) -> str:
    """Return what addresses of people who may join end in, the first of them; "" where none is named."""
    domains = sorted(map(show_domain, workshop.allowed_domains))
    words = ", ".join(f"@{domain}" for domain in domains[:MOST_DOMAINS])
    more = len(domains) - MOST_DOMAINS
    if more <= 0:
        return words
    return words + " " + ngettext("and %(n)d more", "and %(n)d more", more) % {"n": more}


def say_when(workshop: Workshop) -> str:
    """Return until when one can take part, or when it opens; "" where that is not known."""
    if workshop.phase == Phase.OPEN:
        day = workshop.closes_at
        return _("Open until %(day)s") % {"day": say_date(timezone.localdate(day))} if day else ""
    day = workshop.opens_at
    return _("Opens on %(day)s") % {"day": say_date(timezone.localdate(day))} if day else ""


def say_contact(workshop: Workshop) -> str:
    """Return whom one can ask, in one line; "" where nobody is named."""
    known = [workshop.contact_name, workshop.contact_email, workshop.contact_phone]
    return ", ".join(one for one in known if one)
