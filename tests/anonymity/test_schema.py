"""Nothing may be added to the schema that would betray an author: shown on the schema itself."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection, models

from anonymity import sides
from anonymity.sides import AGGREGATES, CONTRIBUTION, EXCUSED, IDENTITY, SIGNED, WORK
from tests.anonymity.schema import find_faults

RANDOM_OR_TAGS = {"uuid", "bytea"}


def test_the_schema_has_no_faults() -> None:
    assert find_faults(apps.get_models(include_auto_created=True)) == []


def test_the_lists_of_sides_name_only_what_exists() -> None:
    known = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    assert (IDENTITY | CONTRIBUTION | SIGNED | WORK) - known == set()


def test_every_excuse_is_for_a_column_that_exists() -> None:
    for label, column in EXCUSED:
        assert apps.get_model(label)._meta.get_field(column).name == column


@pytest.mark.parametrize(
    ("column", "fault"),
    [
        (models.DateTimeField(), "is a time"),
        (models.TimeField(), "is a time"),
        (models.ForeignKey("workshops.User", models.CASCADE), "names a person or where they work"),
        (models.ForeignKey("workshops.Membership", models.CASCADE), "names a person or where they work"),
        (models.ForeignKey("workshops.Organisation", models.CASCADE), "joins an idea to a group of people"),
        (models.ForeignKey("workshops.Group", models.CASCADE), "joins an idea to a group of people"),
    ],
)
def test_a_forbidden_column_of_a_contribution_is_found(
    column: models.Field[object, object], fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    planted = type(
        "Leak", (models.Model,), {"__module__": "voting.models", "extra": column, "Meta": _meta("voting")}
    )
    _put_on("CONTRIBUTION", planted, monkeypatch)
    try:
        assert f"voting.Leak.extra {fault}" in find_faults([planted])
    finally:
        _forget("voting", "leak")


@pytest.mark.parametrize(
    "name", ["user_hash", "author_email", "client_ip", "user_agent", "session_key", "borough"]
)
def test_a_column_named_after_a_person_is_found(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    attributes = {
        "__module__": "voting.models",
        name: models.CharField(max_length=9),
        "Meta": _meta("voting"),
    }
    planted = type("Leak", (models.Model,), attributes)
    _put_on("CONTRIBUTION", planted, monkeypatch)
    try:
        assert f"voting.Leak.{name} names a person or where they work" in find_faults([planted])
    finally:
        _forget("voting", "leak")


def test_a_serial_a_time_and_a_counter_of_a_person_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    attributes = {
        "__module__": "workshops.models",
        "id": models.BigAutoField(primary_key=True),
        "last_login": models.DateTimeField(null=True),
        "vote_count": models.IntegerField(default=0),
        "Meta": _meta("workshops"),
    }
    planted = type("Leak", (models.Model,), attributes)
    _put_on("IDENTITY", planted, monkeypatch)
    try:
        assert find_faults([planted]) == [
            "workshops.Leak.id is a serial",
            "workshops.Leak.last_login is a time on the identity side",
            "workshops.Leak.last_login tells of activity",
            "workshops.Leak.vote_count tells of activity",
        ]
    finally:
        _forget("workshops", "leak")


def test_a_model_on_no_side_is_found() -> None:
    planted = type("Leak", (models.Model,), {"__module__": "voting.models", "Meta": _meta("voting")})
    try:
        assert find_faults([planted]) == ["voting.Leak is on 0 sides"]
    finally:
        _forget("voting", "leak")


@pytest.mark.django_db
def test_no_table_of_a_contribution_has_a_sequence_or_a_default_that_counts() -> None:
    tables = [apps.get_model(label)._meta.db_table for label in sorted(CONTRIBUTION)]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_name = ANY(%s)"
            " AND (is_identity = 'YES' OR column_default LIKE 'nextval%%')",
            [tables],
        )
        assert cursor.fetchall() == []


@pytest.mark.django_db
def test_every_table_of_the_database_belongs_to_a_model_or_is_known() -> None:
    known = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
    assert tables - known == {"django_migrations", "limiter_cache"}


@pytest.mark.django_db
def test_primary_keys_of_contributions_are_random_or_made_of_tags() -> None:
    with connection.cursor() as cursor:
        for label in sorted(CONTRIBUTION):
            cursor.execute(
                "SELECT format_type(a.atttypid, a.atttypmod) FROM pg_index i"
                " JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)"
                " WHERE i.indrelid = %s::regclass AND i.indisprimary",
                [apps.get_model(label)._meta.db_table],
            )
            assert {row[0] for row in cursor.fetchall()} <= RANDOM_OR_TAGS


@pytest.mark.django_db
@pytest.mark.parametrize("label", sorted(CONTRIBUTION - AGGREGATES))
def test_the_planner_keeps_no_samples_of_texts_and_tags(label: str) -> None:
    fields = apps.get_model(label)._meta.local_concrete_fields
    private = {
        field.column
        for field in fields
        if isinstance(field, models.BinaryField | models.TextField) or field.name == "title"
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attstattarget = 0",
            [apps.get_model(label)._meta.db_table],
        )
        assert private - {row[0] for row in cursor.fetchall()} == set()


def _meta(app: str) -> type:
    return type("Meta", (), {"app_label": app})


def _put_on(side: str, model: type[models.Model], monkeypatch: pytest.MonkeyPatch) -> None:
    wider = getattr(sides, side) | {model._meta.label}
    monkeypatch.setattr(f"tests.anonymity.schema.{side}", wider)


def _forget(app: str, model: str) -> None:
    del apps.all_models[app][model]
    apps.clear_cache()
