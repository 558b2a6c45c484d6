"""The second demo: service users tested the staff's Declaration, and its final edition is out.

Its dates lie as far back as a real one's would. It takes verdicts of authors for as long as its key is there.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from demo.accounts import AUTHOR, DOMAIN, address_of, find_author
from demo.coding import add_codebook
from demo.content import FOLDER, DemoContent, read_content
from demo.invented_members import Crowd, invent_crowd
from demo.loading import AddressTaken, Outcome
from demo.materials import add_updates
from demo.published.answers import add_answers, add_verdicts
from demo.published.coding import Wanted, add_settled_codings
from demo.published.declaration import Desk, release, say_statuses, write_consultation, write_final
from demo.published.library import Library
from demo.published.sample import add_read_sample
from demo.published.signed import add_signed
from demo.published.voices import add_voices
from demo.stock import Filled, Stock, add_contributions, add_memberships_of_staff, look_at
from ideas_platform.lib.locks import advisory_lock
from voting.releases.releases import release_workshop
from workshops.domain.keys import create_with_key
from workshops.domain.practice import go_on_practising
from workshops.models import Membership, Organisation, Workshop
from workshops.rules import Role

TEXTS = FOLDER / "published"
NOON = time(12)
# So many days ago each thing was.
ANNOUNCED, OPENED, IDEAS_ENDED, CLOSED = 130, 112, 84, 80
CONSULTED, ANSWERS_ENDED, PUBLISHED = 60, 39, 25


def load_published() -> Outcome:
    """Load the published demo where it is not there, else let it live on; return what was done.

    Raises AddressTaken where a workshop that is not for practice has its address.
    """
    content = read_content(TEXTS)
    with advisory_lock("demo", wait=True):
        workshop = Workshop.objects.filter(slug=content.words["slug"]).first()
        if workshop is None:
            return _load(content)
        if not workshop.practice:
            raise AddressTaken
        go_on_practising(workshop)
        return Outcome.UNCHANGED


def _load(content: DemoContent) -> Outcome:
    workshop = Workshop(**content.words, **_dates(), first_list_noted=True, practice=True)
    workshop.allowed_domains = [DOMAIN]
    with create_with_key(workshop) as key:
        crowd = invent_crowd(content)
        stock = Stock(workshop, key, content, crowd, _list_addresses(crowd), _ago(CLOSED))
        sent = add_contributions(stock)
        _let_them_have_been_here(workshop)
        staff = add_memberships_of_staff(stock)
        group = [one for one in staff if one.role == Role.DESIGN_GROUP]
        look_at(stock, [*sent.ideas, *sent.comments], group[0])
        add_updates(workshop, TEXTS / "workshop.toml")
        release_workshop(workshop.pk, force=True)
        _publish(stock, sent, [*group, *(one for one in staff if one.is_organiser)])
    go_on_practising(workshop)
    return Outcome.LOADED


def _let_them_have_been_here(workshop: Workshop) -> None:
    """Count everybody as somebody who joined long ago, by organisations named before the opening."""
    Membership.objects.filter(workshop=workshop).update(nights_to_wait=0)
    Organisation.objects.filter(workshop=workshop).update(in_first_list=True)


def _publish(stock: Stock, sent: Filled, staff: list[Membership]) -> None:
    """Code what was sent, and write, consult about and release the Declaration."""
    library = _gather(stock, sent, staff)
    desk = Desk(staff[-1], library)
    consultation, final = _read("consultation"), _read("final")
    first = write_consultation(desk, consultation, _ago(ANSWERS_ENDED))
    release(desk, first, _ago(CONSULTED))
    add_answers(stock, sent, desk.statements, consultation["statement"])
    last = write_final(desk, final)
    add_read_sample(stock.workshop, staff[:2], _ago(PUBLISHED + 3))
    release(desk, last, _ago(PUBLISHED))
    Workshop.objects.filter(pk=stock.workshop.pk).update(published_at=_at(PUBLISHED))
    say_statuses(desk, final["status"])
    add_verdicts(stock, sent, last, final["verdicts"])
    add_signed(stock.workshop, last, _read("signed"))


def _gather(stock: Stock, sent: Filled, staff: list[Membership]) -> Library:
    """Store the codebook, other voices and codings, and return all that statements can stand on."""
    staff[0].workshop = stock.workshop
    codes = {pointer.code.name: pointer.code for pointer in add_codebook(staff[0], TEXTS / "codebook.toml")}
    voices = add_voices(staff[0], _read("voices"))
    wanted: list[Wanted] = [
        *((idea, one.codes) for idea, one in zip(sent.ideas, stock.content.ideas, strict=True)),
        *((comment, one.wanted.codes) for comment, one in zip(sent.comments, sent.said, strict=True)),
        *voices.values(),
    ]
    add_settled_codings(stock.workshop, [one for one in wanted if one[1]], codes, staff)
    passages = {key: passage for key, (passage, _names) in voices.items()}
    return Library(codes, passages, [*sent.ideas, *sent.comments, *passages.values()])


def _list_addresses(crowd: Crowd) -> list[str]:
    """Return the address of each member; the carer of the first demo wrote here, too."""
    names = [f"person-{number:03}" for number in range(1, len(crowd.members) + 1)]
    names[find_author(crowd)] = AUTHOR
    return [address_of(name) for name in names]


def _dates() -> dict[str, datetime]:
    return {
        "announced_at": _at(ANNOUNCED),
        "opens_at": _at(OPENED),
        "ideas_until": _at(IDEAS_ENDED),
        "closes_at": _at(CLOSED),
    }


def _ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def _at(days: int) -> datetime:
    return timezone.make_aware(datetime.combine(_ago(days), NOON))


def _read(name: str) -> Mapping[str, Any]:
    path: Path = TEXTS / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
