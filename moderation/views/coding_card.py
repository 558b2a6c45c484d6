"""The card of coding on the desk: how far it is, and what is next."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from moderation.domain.coded import read_progress
from moderation.models import Code
from workshops.models import Membership
from workshops.phases import Deed


def show_coding_card(request: HttpRequest, membership: Membership) -> SafeString:
    """Return the card: how many texts are coded, and the way on."""
    context = {
        "workshop": membership.workshop,
        "progress": read_progress(membership.workshop),
        "codes": Code.objects.filter(workshop=membership.workshop, merged_into=None).count(),
        "is_open": membership.workshop.allows(Deed.MODERATE),
    }
    return render_to_string("desk/_coding_card.html", context, request)
