"""The card of other voices on the desk: how many there are, and how many passages are coded."""

from django.db.models import Count
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from moderation.models import OtherVoice
from workshops.models import Membership


def show_voices_card(request: HttpRequest, membership: Membership) -> SafeString:
    """Return the card: how many other voices and passages there are, and the way on."""
    context = {
        "workshop": membership.workshop,
        **OtherVoice.objects.filter(workshop=membership.workshop_id).aggregate(
            voices=Count("pk", distinct=True), passages=Count("passages")
        ),
    }
    return render_to_string("desk/_voices_card.html", context, request)
