"""The one colour that a site may choose, as a style sheet of its own: nothing inline passes our CSP."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe


@require_safe
def show_brand(_request: HttpRequest) -> HttpResponse:
    """Answer the style sheet that sets the brand colour; empty where the site keeps ours."""
    rule = f":root{{--brand:{settings.BRAND_COLOUR}}}" if settings.BRAND_COLOUR else ""
    return HttpResponse(rule, content_type="text/css", headers={"Cache-Control": "public, max-age=3600"})
