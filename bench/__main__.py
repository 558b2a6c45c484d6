"""`python -m bench [NAME …]`: run the measurements, each as a program of its own."""

import subprocess
import sys
from pathlib import Path


def main() -> int:
    """Run the named measurements, or all of them; return 1 where one failed."""
    names = sys.argv[1:] or list_programs()
    failed = [name for name in names if subprocess.call([sys.executable, "-m", f"bench.{name}"])]
    return 1 if failed else 0


def list_programs() -> list[str]:
    """Return the names of all measurements: each is a file of this folder, what they share is in `lib`."""
    return sorted(path.stem for path in Path(__file__).parent.glob("[!_]*.py"))


if __name__ == "__main__":
    sys.exit(main())
