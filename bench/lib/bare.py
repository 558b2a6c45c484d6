"""The floor of `bench.pages`: a Django view without middleware that answers a constant 20 kB.

It says its length, as only middleware would do for it: without, gunicorn sends it in pieces, which is slower.
"""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

CONTENT = b"x" * 20_000


def answer(_request: HttpRequest) -> HttpResponse:
    """Return the constant."""
    return HttpResponse(CONTENT, headers={"Content-Length": str(len(CONTENT))})


urlpatterns = [path("", answer)]
settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["127.0.0.1"], MIDDLEWARE=[], SECRET_KEY="bench")
application = get_wsgi_application()
