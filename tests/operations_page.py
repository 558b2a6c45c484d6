"""`docs/operations.md` as the tests read it: its lines, and the file for Docker of which it speaks."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

BASE: Path = settings.BASE_DIR
PAGE = (BASE / "docs" / "operations.md").read_text()
COMPOSE: dict[str, Any] = yaml.safe_load((BASE / "docker-compose.yml").read_text())
BLOCKS = re.findall(r"^```\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
LINES = [line.partition(" # ")[0].strip() for block in BLOCKS for line in block.splitlines() if line.strip()]


def find_lines(start: str) -> list[str]:
    """Return the lines of all blocks that begin so."""
    return [line for line in LINES if line.startswith(start)]
