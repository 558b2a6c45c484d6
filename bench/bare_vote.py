"""The floor of `bench.votes`: a view that runs the same upsert, without session, CSRF, rules or page."""

import os
import secrets
import uuid

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ideas_platform.settings")
get_wsgi_application()  # allauth looks for its middleware while it starts
settings.MIDDLEWARE = []
settings.ROOT_URLCONF = __name__
application = WSGIHandler()


def answer(request: HttpRequest, idea: uuid.UUID) -> HttpResponse:
    """Store the vote of somebody new; answer as many bytes as matter."""
    from voting.models import Vote  # noqa: PLC0415 - Django is set up by now

    if request.method == "POST":
        Vote.objects.put(idea_id=idea, tag=secrets.token_bytes(16), value=int(request.POST["value"]))
    return HttpResponse(b"stored", headers={"Content-Length": "6"})


urlpatterns = [path("<uuid:idea>/", answer)]
