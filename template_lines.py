"""`make check-templates`: no line of a template is longer than 120 bytes, a curly quote taking three."""

import sys
from pathlib import Path

MOST = 120


def find_long_lines(folder: Path) -> list[str]:
    """Return each line of a template in the folder that is too long, as "path:number: length"."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix in {".html", ".txt"})
    return [
        f"{path}:{number}: {len(line.encode())} bytes"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if len(line.encode()) > MOST
    ]


if __name__ == "__main__":
    found = find_long_lines(Path(sys.argv[1]))
    sys.stderr.writelines(f"{line}, at most {MOST}\n" for line in found)
    sys.exit(1 if found else 0)
