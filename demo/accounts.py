"""The addresses of the demo's people, and the note that tells the operator which to try."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from django.conf import settings

from demo.invented_members import Crowd, DemoMember
from workshops.rules import Role

DOMAIN = "demo.example"
ADMINISTRATOR = "admin"
STAFF: Mapping[str, Role] = {"organiser": Role.ORGANISER, "design": Role.DESIGN_GROUP}
# The address of the second demo, whose result is published.
PUBLISHED = "our-declaration"
NEWCOMER, AUTHOR = "nurse", "carer"
WHO = {
    NEWCOMER: "takes part, has not voted yet",
    AUTHOR: "takes part, has written and voted",
    "design": "design group: reviews texts at its desk, /admin/",
    "organiser": "organiser",
    ADMINISTRATOR: "site administrator",
}


def address_of(name: str) -> str:
    """Return the e-mail address of one of the demo's people."""
    return f"{name}@{DOMAIN}"


def list_addresses(crowd: Crowd) -> list[str]:
    """Return the address of each member; two have names that are easy to try."""
    names = [f"person-{number:03}" for number in range(1, len(crowd.members) + 1)]
    names[find_newcomer(crowd.members)] = NEWCOMER
    names[find_author(crowd)] = AUTHOR
    return [address_of(name) for name in names]


def find_newcomer(members: Sequence[DemoMember]) -> int:
    """Return the place of a nurse who does not vote."""
    return next(n for n, member in enumerate(members) if member.group == "nurse" and not member.eagerness)


def find_author(crowd: Crowd) -> int:
    """Return the place of the carer who wrote the most ideas."""
    carers = [place for place, member in enumerate(crowd.members) if member.group == "carer"]
    return max(carers, key=crowd.authors.count)


def describe_accounts(slug: str) -> str:
    """Return a few lines for the operator: where the demos are, who may sign in, where the code arrives."""
    people = [f"  {address_of(name):<24}{who}" for name, who in WHO.items()]
    return "\n".join(
        [
            f"Demo: /workshops/{slug}/ (a practice workshop, all of it invented). Sign in as",
            *people,
            f"  or anybody@{DOMAIN}, to join as somebody new.",
            f"Published: /workshops/{PUBLISHED}/ (how a workshop ends: its Declaration, for everybody)",
            f"The six-digit code comes as a file in {settings.MAIL_DIR}",
            "",
        ]
    )


def write_accounts(slug: str) -> Path:
    """Write those lines to DATA_DIR/demo_accounts.txt, unless they are there, and return its path."""
    path, text = Path(settings.DATA_DIR) / "demo_accounts.txt", describe_accounts(slug)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return path
