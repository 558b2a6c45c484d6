"""What is loaded before the first page is asked for."""

import subprocess
import sys

from ideas_platform.lib.preloading import list_pages

LOADED = """
from unittest.mock import patch
import ideas_platform.wsgi
from django.template.base import Template
from django.template.loader import get_template
from django.urls import get_resolver
from ideas_platform.lib.preloading import list_pages
with patch.object(Template, "compile_nodelist", side_effect=AssertionError("only now")):
    print(len([get_template(name) for name in list_pages()]), get_resolver()._populated)
"""


def test_web_has_read_all_addresses_and_pages_before_it_serves() -> None:
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=False)
    assert (done.stdout.split(), done.returncode) == ([str(len(list_pages())), "True"], 0), done.stderr


def test_pages_and_their_parts_are_listed() -> None:
    assert {"base.html", "voting/_vote_panel.html"} <= set(list_pages())
