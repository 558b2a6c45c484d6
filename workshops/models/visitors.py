"""Who asks for a page: session, user and memberships, by statements written by hand."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

from ideas_platform.lib.prepared import Prepared
from ideas_platform.lib.rows import count_columns, find_column, make_object, name_columns
from workshops.models.people import Membership, User
from workshops.models.workshop import Workshop

_READ_USER = """SELECT %(visitor)s, %(member)s, %(place)s, statement_timestamp()
FROM workshops_user visitor %(joins)s WHERE visitor.id = $1
"""
_READ_SESSION = """SELECT session.payload, session.week_ends,
    %(visitor)s, %(member)s, %(place)s, statement_timestamp()
FROM workshops_session session LEFT JOIN workshops_user visitor ON visitor.id = $1 %(joins)s
WHERE session.key_hash = $2 AND session.week_ends > $3
"""
_READ_MEMBERSHIP = """SELECT %(member)s, %(place)s, statement_timestamp()
FROM workshops_membership member JOIN workshops_workshop place ON place.id = member.workshop_id
WHERE member.user_id = $1 AND place.slug = $2 AND member.role <> 'left'
"""
_JOINS = """
LEFT JOIN workshops_membership member ON member.user_id = visitor.id AND member.role <> 'left'
LEFT JOIN workshops_workshop place ON place.id = member.workshop_id
"""
_OF_SESSION = 2


class ReadSession(NamedTuple):
    """A session's payload and end, and the user who was read with it, if there is one."""

    payload: bytes
    week_ends: date
    user: User | None


def read_user(key: UUID) -> User | None:
    """Return the user with this primary key, with the places noted; None where there is none."""
    return _make_user(_read_user.fetch_all(key))


def read_session(key_hash: bytes, today: date, user: UUID | None) -> ReadSession | None:
    """Return a session that has not ended by this day, and with it the user with this primary key.

    A session names its user only to who holds the cookie: PostgreSQL has to be told whom to bring along.
    """
    rows = _read_session.fetch_all(user, key_hash, today)
    if not rows:
        return None
    payload, week_ends = rows[0][:_OF_SESSION]
    return ReadSession(bytes(payload), week_ends, _make_user([row[_OF_SESSION:] for row in rows]))


def read_membership(user: User, slug: str) -> Membership | None:
    """Return the user's membership of this workshop, which comes with it and knows the time it was asked.

    None for who has left. The first time in a request it takes no query: it was read with the user.
    """
    rows, user.places = user.places, None
    if rows is None:
        rows = _read_membership.fetch_all(user.pk, slug)
    slug_at = count_columns(Membership) + find_column(Workshop, "slug")
    return next((_join_row(user, row) for row in rows if row[slug_at] == slug), None)


def _write(statement: str) -> str:
    models = {"visitor": User, "member": Membership, "place": Workshop}
    columns = {alias: name_columns(model, alias) for alias, model in models.items()}
    return statement % {**columns, "joins": _JOINS}


_read_user = Prepared("read_user", ("uuid",), partial(_write, _READ_USER))
_read_session = Prepared("read_session", ("uuid", "bytea", "date"), partial(_write, _READ_SESSION))
_read_membership = Prepared("read_membership", ("uuid", "text"), partial(_write, _READ_MEMBERSHIP))


def _make_user(rows: Sequence[Sequence[Any]]) -> User | None:
    if not rows or rows[0][0] is None:
        return None
    own = count_columns(User)
    user = make_object(User, rows[0][:own])
    user.places = [row[own:] for row in rows if row[own] is not None]
    return user


def _join_row(user: User, row: Sequence[Any]) -> Membership:
    own = count_columns(Membership)
    membership = make_object(Membership, row[:own])
    membership.user, membership.workshop = user, make_object(Workshop, row[own:-1])
    membership.workshop.tell_time(row[-1])
    return membership
