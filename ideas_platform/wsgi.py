"""What gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

from ideas_platform.encodings import guard_encoding
from ideas_platform.lib.preloading import preload_pages
from ideas_platform.lib.settled_memory import settle_memory

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ideas_platform.settings")
application = guard_encoding(get_wsgi_application())
# Before gunicorn forks (`preload_app`), so that its processes share the memory, and the key of `lib/pace.py`.
preload_pages()
settle_memory()
