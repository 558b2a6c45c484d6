"""The site as something to install: its manifest, the service worker, and the page for no connection.

The worker keeps that one page and what it is drawn with: see docs/decisions, "A worker that keeps nothing".
"""

import hashlib
import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from ideas_platform.lib.shared_device import is_shared

# What the shell of the pages is drawn with, in our own colours.
GROUND, BRAND = "#f8f6f1", "#12534f"
ICONS = (192, 512)


@require_safe
def show_manifest(_request: HttpRequest) -> HttpResponse:
    """Answer what the site is called and looks like on the first screen of a phone."""
    manifest = {
        "name": settings.SITE_NAME,
        "short_name": settings.SITE_NAME,
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": GROUND,
        "theme_color": settings.BRAND_COLOUR or BRAND,
        "icons": [
            {
                "src": static(f"images/icon-{size}.png"),
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": "any maskable",
            }
            for size in ICONS
        ],
    }
    headers = {"Cache-Control": "public, max-age=3600"}
    return JsonResponse(manifest, content_type="application/manifest+json", headers=headers)


@require_safe
def send_worker(_request: HttpRequest) -> HttpResponse:
    """Answer the service worker; browsers ask for it anew each time, so the next release takes its place."""
    headers = {"Cache-Control": "no-cache"}
    return HttpResponse(write_worker(), content_type="text/javascript", headers=headers)


@require_safe
def show_offline(request: HttpRequest) -> HttpResponse:
    """Show the page that the worker keeps for when there is no connection: the same to everybody."""
    return render(request, "installing/offline.html")


def write_worker() -> str:
    """Return the script of the worker; where the operator has none, of one that deletes what others kept."""
    if not settings.SERVICE_WORKER:
        return render_to_string("installing/goodbye_worker.js")
    offline = reverse("offline")
    shell = [offline, static("build/app.css")]
    shell += [reverse("brand")] if settings.BRAND_COLOUR else []
    page = render_to_string("installing/offline.html", {"site": {"name": settings.SITE_NAME}})
    version = hashlib.sha256(json.dumps([shell, page, settings.BRAND_COLOUR]).encode()).hexdigest()[:12]
    words = {"kept": f"shell-{version}", "offline": offline, "shell": json.dumps(shell)}
    return render_to_string("installing/service_worker.js", words)


def find_worker(request: HttpRequest) -> str:
    """Return the address of the worker for this browser, "" where others use the computer too."""
    return "" if is_shared(request) or not settings.SERVICE_WORKER else reverse("service_worker")
