"""What weighs much is loaded by the worker alone, or by a program of its own."""

import os
import subprocess
import sys

HEAVY = (
    *("sklearn", "scipy", "onnxruntime", "tokenizers", "snowballstemmer", "moderation.analysis.suggestions"),
    *("openpyxl", "python_calamine", "ideas_platform.lib.table_files.program"),
)
LOOK = f"""
import sys, django
django.setup()
import ideas_platform.urls, ideas_platform.wsgi
print([name for name in {HEAVY!r} if name in sys.modules])
"""


def test_all_addresses_load_without_it() -> None:
    said = subprocess.run(
        [sys.executable, "-c", LOOK],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "ideas_platform.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout == "[]\n"
