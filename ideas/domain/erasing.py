"""Words that were overwritten leave the disk at once: rows, long texts and indexes are written anew.

PostgreSQL keeps an old row until it is vacuumed, its bytes in the page after that, and its words in the
indexes. So the table gets a new file, as every night.
"""

from __future__ import annotations

from collections.abc import Iterable

import structlog
from django.db import Error
from django.db.models import Model

from ideas.models import Answer, Comment, CommentRevision, CoverRequest, Idea, Question, Revision
from ideas_platform.lib.rewriting import begin, describe_table
from ideas_platform.lib.sweeping import Turn, put_in_order, sweep, wait_for_older

PATIENCE = 5.0
TURN = Turn(tries=5)
# A wording that waited has left its words in a table of its own, so has who asked to cover them; a question
# and its answer may repeat them.
BESIDE: dict[type[Model], tuple[type[Model], ...]] = {
    Idea: (Revision, CoverRequest, Question, Answer),
    Comment: (CommentRevision, CoverRequest, Question, Answer),
}
log = structlog.get_logger(__name__)


def erase_beside(kind: type[Model], other: type[Model]) -> None:
    """Let the table of another room, which repeats words of this kind, be written anew with it."""
    if other not in BESIDE[kind]:
        BESIDE[kind] = (*BESIDE[kind], other)


def leave_old_words_behind(kinds: Iterable[type[Model]]) -> bool:
    """Write the tables of these models anew, outside a transaction; return whether the old words are gone.

    Waits five seconds for those who still look at older rows, such as an export. Where that is not enough,
    the nightly scramble does it.
    """
    tables = {table for kind in kinds for table in (kind, *BESIDE.get(kind, ()))}
    try:
        gone = _write_anew(sorted(kind._meta.db_table for kind in tables))
    except Error:
        gone = False
    if not gone:
        log.warning("old_words_stay_until_the_scramble")
    return gone


def _write_anew(names: list[str]) -> bool:
    if not wait_for_older(begin(), PATIENCE):
        return False
    for table in map(describe_table, names):
        put_in_order(table, TURN)
        sweep(table)
    return True
