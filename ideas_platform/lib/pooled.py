"""A pooled connection that finds out whether it is still good without asking PostgreSQL.

The pool asks before each request, by an empty statement: one more way to PostgreSQL and back. A server that
has ended a connection has said so on it: then there is something to read where, between two requests, nothing
can be. What a dead network keeps from being said, the first statement finds out.
"""

import select
from typing import Any

from psycopg import Connection, Cursor
from psycopg.pq import TransactionStatus

EMPTY = ""


class PooledConnection(Connection[Any]):
    """Answers the empty statement by itself, where nobody has said anything on the idle connection."""

    def execute(self, query: Any, params: Any = None, **options: Any) -> Cursor[Any]:
        """Return the cursor of the statement; raises what psycopg raises."""
        if query == EMPTY and self.is_silent:
            return self.cursor()
        return super().execute(query, params, **options)

    @property
    def is_silent(self) -> bool:
        """Whether the connection is idle and there is nothing to read on it."""
        if self.closed or self.info.transaction_status != TransactionStatus.IDLE:
            return False
        line = select.poll()
        line.register(self.fileno(), select.POLLIN)
        return not line.poll(0)
