"""A new workshop that begins with the set-up of an earlier one: never with its people or their texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TypeVar

from django.core.files import File
from django.db.models import Model
from django.db.models.fields.files import FieldFile
from django.utils import timezone

from anonymity.thresholds import FEWEST_IN_A_RELEASE
from workshops.domain.date_changes import LIFE, find_midnight
from workshops.models import Group, Poll, PollOption, Theme, Workshop

# Not whom people ask for help or report a danger to: who knows that it still holds writes that anew.
SETTINGS = (
    "summary", "brief", "theme_word", "allowed_domains", "asks_organisation", "asks_borough",
    "group_question", "moderation", "reporters_that_hold", "release_people", "minimum_members",
    "release_within", "cluster_by", "common_ground_by", "rho", "boards_after_votes",
)  # fmt: skip
Row = TypeVar("Row", bound=Model)


def copy_settings(source: Workshop, into: Workshop) -> None:
    """Let a workshop that is not saved yet have the settings of another; a real one releases ten or more."""
    for name in SETTINGS:
        setattr(into, name, getattr(source, name))
    if not into.practice:
        into.release_people = max(into.release_people, FEWEST_IN_A_RELEASE)


def begin_practice(workshop: Workshop) -> None:
    """Let a practice workshop that is not saved yet be open at once, until it is deleted after two weeks."""
    now = timezone.now()
    workshop.practice, workshop.practice_ends_on = True, timezone.localdate() + LIFE
    workshop.announced_at = workshop.opens_at = now - timedelta(seconds=1)
    workshop.ideas_until = workshop.closes_at = find_midnight(workshop.practice_ends_on)


def copy_parts(source: Workshop, into: Workshop) -> None:
    """Copy themes, groups, poll, materials and pictures. Call it in the transaction that saves `into`.

    Where it fails the files that it has stored are deleted again.
    """
    Poll.objects.bulk_create(_copy(Poll.objects.filter(workshop=source, frozen=False), into))
    Theme.objects.bulk_create(_copy(source.themes.all(), into))
    Group.objects.bulk_create(_copy(source.groups.all(), into))
    PollOption.objects.bulk_create(_copy(source.poll_options.all(), into))
    with _deleting_on_failure() as stored:
        for material in _copy(source.materials.all(), into):
            _copy_file(material.file, stored)
            _copy_file(material.captions, stored)
            material.save(force_insert=True)
        for picture in _copy(source.pictures.all(), into):
            _copy_file(picture.file, stored)
            picture.save(force_insert=True)


def _copy(rows: Iterable[Row], into: Workshop) -> list[Row]:
    """Return new rows that say the same of the other workshop; they are not saved."""
    copies: list[Row] = []
    for row in rows:
        kept = {
            column.attname: getattr(row, column.attname)
            for column in row._meta.concrete_fields
            if column.name not in {"id", "workshop"}
        }
        copies.append(type(row)(workshop=into, **kept))
    return copies


def _copy_file(old: FieldFile, stored: list[FieldFile]) -> None:
    """Store the file of a row once more under another random name."""
    if old:
        with old.storage.open(str(old.name)) as content:
            old.save(f"file{_find_ending(str(old.name))}", File(content), save=False)
        stored.append(old)


def _find_ending(name: str) -> str:
    return name[name.rfind(".") :] if "." in name else ""


@contextmanager
def _deleting_on_failure() -> Iterator[list[FieldFile]]:
    stored: list[FieldFile] = []
    try:
        yield stored
    except BaseException:
        for file in stored:
            file.storage.delete(str(file.name))
        raise
