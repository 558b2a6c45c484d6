"""Django's PostgreSQL, which finds out whether a connection is still good without asking it.

Django asks once in each request, by a statement: one more way to PostgreSQL and back. A server that has ended
a connection has said so on it: then there is something to read where, between two statements, nothing can be.
What a dead network keeps from being said, the first statement finds out.
"""

import select

from django.db.backends.postgresql import base
from psycopg.pq import TransactionStatus


class DatabaseWrapper(base.DatabaseWrapper):
    """Keeps its connection from one request to the next, as long as nobody has said anything on it."""

    def is_usable(self) -> bool:
        """Return whether the connection is idle and there is nothing to read on it."""
        line = self.connection
        if line is None or line.closed or line.info.transaction_status != TransactionStatus.IDLE:
            return False
        poll = select.poll()
        poll.register(line.fileno(), select.POLLIN)
        return not poll.poll(0)
