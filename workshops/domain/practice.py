"""Practice workshops: for rehearsal, training and the demo. Each is deleted after two weeks, for good."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Value
from django.db.models.fields.files import FieldFile
from django.db.models.functions import Least
from django.utils import timezone

from anonymity.keys import delete_key
from ideas_platform.lib.locks import advisory_lock
from workshops.domain.date_changes import LIFE, find_midnight
from workshops.models import Material, Picture, Workshop


def end_practice() -> int:
    """Give new practice workshops their last day, delete those whose day has come; return how many."""
    today = timezone.localdate()
    Workshop.objects.filter(practice=True, practice_ends_on=None).update(practice_ends_on=today + LIFE)
    for workshop in Workshop.objects.filter(practice=True, practice_ends_on__gt=today):
        _close_in_time(workshop)
    over = Workshop.objects.filter(practice=True, practice_ends_on__lte=today).values_list("pk", flat=True)
    return sum(_delete(key) for key in list(over))


def _close_in_time(workshop: Workshop) -> None:
    """Let it close before it is deleted, so that its page names no close that never comes."""
    assert workshop.practice_ends_on is not None  # noqa: S101  # nosec B101
    end = find_midnight(workshop.practice_ends_on)
    late = Workshop.objects.filter(pk=workshop.pk, closes_at__gt=end).exclude(opens_at__gte=end)
    late.update(closes_at=end, ideas_until=Least("ideas_until", Value(end)))


def go_on_practising(workshop: Workshop) -> None:
    """Let a practice workshop, which is used again, live two weeks from today."""
    Workshop.objects.filter(pk=workshop.pk, practice=True).update(
        practice_ends_on=timezone.localdate() + LIFE
    )


def _delete(workshop_id: UUID) -> bool:
    """Delete a workshop with all that belongs to it; return whether, since a release may be under way."""
    with advisory_lock("release", workshop_id) as is_free:
        if not is_free:
            return False
        with transaction.atomic():
            _let_decisions_go()
            files = _list_files(workshop_id)
            Workshop.objects.select_for_update().get(pk=workshop_id, practice=True).delete()
        for file in files:
            file.storage.delete(str(file.name))
        delete_key(workshop_id, settings.KEY_DIRS)
    return True


def _let_decisions_go() -> None:
    """Tell the trigger that keeps decisions that their whole workshop goes, in this transaction only."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('ideas.removing_workshop', 'on', true)")


def _list_files(workshop_id: UUID) -> list[FieldFile]:
    materials = Material.objects.filter(workshop=workshop_id)
    pictures = [picture.file for picture in Picture.objects.filter(workshop=workshop_id)]
    return [*pictures, *(file for each in materials for file in (each.file, each.captions) if file)]
