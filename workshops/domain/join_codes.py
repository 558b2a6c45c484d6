"""How many uses of a join code are left, as far as organisers are told.

A number that falls would tell who came when. So the state goes from many over some to none, in releases only,
and ten people or more stand behind each step. To others a code that is used up is like a wrong one.
"""

import secrets
from datetime import date
from uuid import UUID

from django.db.models import F
from django.http import Http404
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from anonymity.thresholds import FEWEST_USES, MOST_FURTHER_USES
from ideas_platform.lib.references import random_reference
from workshops.domain.letters import absolute
from workshops.models import JoinCode, Organisation, Workshop

# So many people no organisation has.
MOST_USES = 100_000


def make_join_code(workshop: Workshop, organisation: Organisation, *, uses: int, ends_on: date) -> JoinCode:
    """Return a new code for the people of this organisation; nobody can guess it."""
    return JoinCode.objects.create(
        workshop=workshop,
        organisation=organisation,
        code=random_reference(),
        uses=uses,
        uses_left=draw_uses(uses),
        ends_on=ends_on,
    )


def list_codes(workshop: Workshop) -> list[JoinCode]:
    """Return the codes of a workshop with their organisations, by their names; one query."""
    codes = JoinCode.objects.filter(workshop=workshop).select_related("organisation")
    return list(codes.order_by("organisation__name", "ends_on", "code"))


def find_join_code(workshop: Workshop, key: UUID) -> JoinCode:
    """Return a code of this workshop; raises Http404."""
    code = JoinCode.objects.filter(workshop=workshop, pk=key).select_related("organisation").first()
    if code is None:
        raise Http404
    return code


def end_join_code(code: JoinCode, ends_on: date) -> None:
    """Set another last day of a code; one that is past ends it."""
    code.ends_on = ends_on
    code.save(update_fields=["ends_on"])


def find_link(code: JoinCode) -> str:
    """Return the whole address at which one joins with this code."""
    place = reverse("workshops:membership", args=[code.workshop.slug])
    return absolute(f"{place}?{urlencode({'code': code.code})}")


def draw_uses(promised: int) -> int:
    """Return how many people a new code lets in: so many as were promised and some more, drawn by lot.

    Whoever counts how many of their own still get in learns next to nothing of anybody else.
    """
    return promised + secrets.randbelow(MOST_FURTHER_USES + 1)


def describe_uses(code: JoinCode) -> str:
    """Return in words how many uses of a code are left, as of a release: many, some or none."""
    words = {
        JoinCode.Uses.MANY: _("many uses left"),
        JoinCode.Uses.SOME: _("some uses left"),
        JoinCode.Uses.NONE: _("no uses left"),
    }
    return words[JoinCode.Uses(code.uses_told)]


def tell_uses(workshop: Workshop) -> None:
    """Note for each code of a workshop how many uses are left; call it in a release.

    "Some" is half of them or fewer, once ten have been used and while ten are left: so that ten or more stand
    behind this step and behind the one to "none".
    """
    codes = JoinCode.objects.filter(workshop=workshop)
    half = codes.filter(uses_told=JoinCode.Uses.MANY, uses_left__gte=FEWEST_USES)
    half = half.filter(uses_left__lte=F("uses") / 2, uses__gte=F("uses_left") + FEWEST_USES)
    half.update(uses_told=JoinCode.Uses.SOME)
    codes.filter(uses_left=0).exclude(uses_told=JoinCode.Uses.NONE).update(uses_told=JoinCode.Uses.NONE)
