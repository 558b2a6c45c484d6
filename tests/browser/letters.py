"""Reading the codes in the letters that local mode writes as files."""

import re
from pathlib import Path

from tests.local.running import seconds_until

CODE = re.compile(r"^Subject: (\d{6})", re.MULTILINE)


def read_code(mail_dir: Path) -> str:
    """Return the code of the one letter in the folder, as soon as it is there."""
    seconds_until(lambda: bool(find_codes(mail_dir)), 60)
    return find_codes(mail_dir)[0]


def find_codes(mail_dir: Path) -> list[str]:
    """Return the codes at the head of the letters in the folder."""
    letters = [path.read_text(encoding="utf-8") for path in mail_dir.glob("*.log")]
    return [code for letter in letters for code in CODE.findall(letter)]
