"""The key of a workshop, for those parts that work out tags."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import transaction

from anonymity.keys import HeldKey, KeyTrouble, create_key, delete_key, holds_key, key_check, load_key
from anonymity.tags import Purpose, Tagger
from ideas_platform.lib.refusals import KeyAway, KeyDestroyed
from workshops.models import Workshop
from workshops.models.workshop import NO_KEY


def open_tagger(workshop: Workshop, purpose: Purpose) -> Tagger:
    """Return what makes this workshop's tags of one purpose; raises as `open_key`."""
    return open_key(workshop).tagger(purpose)


def open_key(workshop: Workshop) -> HeldKey:
    """Return this workshop's key, which is not to be kept: it must be there each time that it is used.

    Raises KeyDestroyed where it was destroyed for good, KeyAway where it is not to be had.
    """
    if workshop.is_shredded:
        raise KeyDestroyed
    try:
        return load_key(workshop.pk, settings.KEY_DIRS, bytes(workshop.key_check or b""))
    except KeyTrouble as trouble:
        raise KeyAway from trouble


def count_copies_of_all() -> list[int]:
    """Return for each workshop whose key is not destroyed how many folders hold it, read from disk."""
    workshops = Workshop.objects.exclude(key_check=None).exclude(key_check=NO_KEY)
    return [_count_copies(workshop) for workshop in workshops.only("pk", "key_check")]


def count_key_copies(workshop: Workshop) -> int:
    """Return how many copies of the workshop's key there are; raises KeyAway unless each folder holds it."""
    copies = _count_copies(workshop)
    if copies < len(settings.KEY_DIRS):
        raise KeyAway
    return copies


def _count_copies(workshop: Workshop) -> int:
    check = bytes(workshop.key_check or b"")
    return sum(holds_key(workshop.pk, folder, check) for folder in settings.KEY_DIRS)


def renew_key(workshop: Workshop) -> None:
    """Make a second key in the place of one that is lost for good. Call it in a transaction.

    Raises KeyExists where a folder holds any file under its name: it might be the right one elsewhere.
    """
    workshop.key_check = key_check(create_key(workshop.pk, settings.KEY_DIRS))
    workshop.save(update_fields=["key_check"])


@contextmanager
def create_with_key(workshop: Workshop) -> Iterator[bytes]:
    """Save a new workshop together with its key, and run the block inside the same transaction.

    Yields the key. Where the block fails neither workshop nor key remain.
    """
    key = create_key(workshop.pk, settings.KEY_DIRS)
    try:
        with transaction.atomic():
            workshop.key_check = key_check(key)
            workshop.save(force_insert=True)
            yield key
    except BaseException:
        delete_key(workshop.pk, settings.KEY_DIRS)
        raise


def create_workshop(workshop: Workshop) -> Workshop:
    """Save a new workshop with its key and return it."""
    with create_with_key(workshop):
        return workshop
