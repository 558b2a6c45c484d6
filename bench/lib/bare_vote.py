"""The floor of `bench.votes`: Django without middleware, in front of `bare_vote_view` alone."""

import os

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ideas_platform.settings")
get_wsgi_application()  # allauth looks for its middleware while it starts
settings.MIDDLEWARE = []
settings.ROOT_URLCONF = "bench.lib.bare_vote_view"
application = WSGIHandler()
