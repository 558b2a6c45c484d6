"""What /readyz asks: parts of the site register how to find out whether they do their work."""

from collections.abc import Callable, Mapping

Check = Callable[[], str]
_checks: dict[str, Check] = {}


def register_check(name: str, check: Check) -> None:
    """Add a part to /readyz: `check` returns "ok", or in a few words what is wrong."""
    _checks[name] = check


def all_checks() -> Mapping[str, Check]:
    """Return how each part is asked, by its name."""
    return _checks
