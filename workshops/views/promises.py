"""What we promise: pages that anybody may read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def how_anonymity_works(request: HttpRequest) -> HttpResponse:
    """Show what nobody can find out, and what we cannot protect against."""
    return render(request, "trust/how_anonymity_works.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Show what is stored, why and until when."""
    return render(request, "trust/privacy.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show how usable the site is for everybody, and whom to tell where it is not."""
    return render(request, "trust/accessibility.html")


@require_safe
def moderation_policy(request: HttpRequest) -> HttpResponse:
    """Show what is hidden, by whom and why."""
    return render(request, "trust/moderation_policy.html")
