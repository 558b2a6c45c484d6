"""The planner keeps no sample of a column that could tell who somebody is, or what they wrote or voted."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection, models

from anonymity.sides import CONTRIBUTION, IDENTITY, SIGNED

TELLING = (models.BinaryField, models.CharField, models.TextField, models.JSONField)
# Public, always empty, or an aggregate: with the reason why.
EXCUSED = {
    ("ideas_idea", "ref"): "stands in its public address",
    ("ideas_comment", "ref"): "stands in its public address",
    ("account_emailconfirmation", "key"): "always empty: addresses are confirmed by code",
    ("workshops_snapshot", "figures"): "numbers that everybody sees",
    ("results_statementtotal", "told"): "numbers that everybody sees",
    ("pledges_assessmenttotal", "told"): "numbers that everybody sees",
    ("pledges_judgement", "told"): "numbers that everybody sees",
}
_SAMPLED = """
SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped
  AND coalesce(attstattarget, -1) <> 0
"""
_EXPRESSIONS = """
SELECT attrelid::regclass::text FROM pg_attribute JOIN pg_index ON indexrelid = attrelid
WHERE indrelid = %s::regclass AND indexprs IS NOT NULL AND coalesce(attstattarget, -1) <> 0
  AND indkey[attnum - 1] = 0
"""


def ask(question: str, table: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(question, [table])
        return {name for (name,) in cursor.fetchall()}


@pytest.mark.django_db
@pytest.mark.parametrize("label", sorted(IDENTITY | CONTRIBUTION | SIGNED))
def test_no_column_that_could_tell_is_sampled(label: str) -> None:
    model = apps.get_model(label)
    table = model._meta.db_table
    telling = {
        field.column
        for field in model._meta.local_fields
        if isinstance(field, TELLING) and not field.choices and (table, field.column) not in EXCUSED
    }
    assert telling & ask(_SAMPLED, table) == set()
    assert ask(_EXPRESSIONS, table) == set()
