"""What gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from ideas_platform.lib.settled_memory import settle_memory

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ideas_platform.settings")
application = get_wsgi_application()
# Django loads the pages with the first request; here they come before gunicorn forks (`--preload`), so that
# its processes share the memory, and the key of `lib/pace.py`.
get_resolver().url_patterns  # noqa: B018
settle_memory()
