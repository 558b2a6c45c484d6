"""What gunicorn serves."""

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from ideas_platform.encodings import guard_encoding

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ideas_platform.settings")
application = guard_encoding(get_wsgi_application())
# Before gunicorn forks (`preload_app`): its processes share the key of `lib/pace.py`, and the views' memory.
import_module(settings.ROOT_URLCONF)
