"""`python -m bench [NAME …]`: run the measurements, each as a program of its own."""

import subprocess
import sys
from pathlib import Path

NOT_PROGRAMS = {
    "bare_vote",
    "__init__",
    "__main__",
    "bare",
    "conversations",
    "crew",
    "load",
    "open_loop",
    "stage",
    "texts",
    "web",
}


def main() -> int:
    """Run the named measurements, or all of them; return 1 where one failed."""
    here = Path(__file__).parent
    names = sys.argv[1:] or sorted(path.stem for path in here.glob("*.py") if path.stem not in NOT_PROGRAMS)
    failed = [name for name in names if subprocess.call([sys.executable, "-m", f"bench.{name}"])]
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
