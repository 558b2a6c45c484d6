"""What gunicorn serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ideas_platform.settings")
application = get_wsgi_application()
# Django loads the pages with the first request; here they come before gunicorn forks (`--preload`), so that
# its processes share the memory, and the key of `lib/pace.py`.
get_resolver().url_patterns  # noqa: B018
# What is there now stays: collecting it again and again would take time, and copy the memory that is shared.
gc.collect()
gc.freeze()
