"""A comparison that Django has no name for: whether two values differ, where an empty one is a value too."""

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Lookup
from django.db.models.sql.compiler import SQLCompiler


class IsDistinctFrom(Lookup):
    """SQL's IS DISTINCT FROM: two empty values are the same, an empty one and another are not."""

    lookup_name = "is_distinct_from"
    prepare_rhs = False

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[str | int, ...]]:
        """Return the condition and its parameters."""
        left, left_values = self.process_lhs(compiler, connection)
        right, right_values = self.process_rhs(compiler, connection)
        return f"{left} IS DISTINCT FROM {right}", (*left_values, *right_values)
