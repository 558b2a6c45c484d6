"""A database that another version of the program made is refused in plain words, and stays as it is."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from ideas_platform.lib.other_versions import describe_refusal, list_unknown

pytestmark = pytest.mark.django_db


def test_what_this_version_made_is_known() -> None:
    applied = MigrationRecorder(connection).applied_migrations()
    assert ("ideas", "0001_initial") in applied
    assert list_unknown(f"{app}.{name}" for app, name in applied) == []


def test_steps_of_other_programs_are_none_of_ours() -> None:
    assert list_unknown(["mfa.9999_other", "gone.0001_initial", "voting.0099_flying"]) == [
        "voting.0099_flying"
    ]


def test_the_first_step_is_named_and_the_others_are_counted() -> None:
    assert "(voting.0003_queue)" in describe_refusal(["voting.0003_queue"])
    assert "(voting.0003_queue and 2 more)" in describe_refusal(
        ["voting.0003_queue", "workshops.0002_a", "b"]
    )


def test_migrating_a_database_of_another_version_says_what_to_do_and_changes_nothing() -> None:
    recorder = MigrationRecorder(connection)
    recorder.record_applied("workshops", "0002_ground")
    recorder.record_unapplied("ideas", "0002_beside_the_tables")
    before = set(recorder.applied_migrations())
    with pytest.raises(CommandError) as refusal:
        call_command("migrate", verbosity=0)
    assert str(refusal.value) == (
        "The database stays as it is. It was made by another version of this program, with steps that this "
        "one does not know (workshops.0002_ground). If that version is newer, run that one. If it is older, "
        "the steps have started anew since: see “Upgrades” in docs/operations.md, or take out what you need "
        "with that version (export_results), then start empty. In local mode set another DATA_DIR, or move "
        "that folder away; on a server see “An empty database” in docs/operations.md."
    )
    assert set(recorder.applied_migrations()) == before


def test_a_database_that_has_all_steps_of_before_goes_on_as_it_is() -> None:
    recorder = MigrationRecorder(connection)
    # The only step of today that has no namesake among those of before.
    recorder.record_unapplied("results", "0002_beside_the_tables")
    before = set(recorder.applied_migrations())
    call_command("migrate", verbosity=0)
    assert set(recorder.applied_migrations()) - before == {("results", "0002_beside_the_tables")}


@pytest.mark.parametrize("lacking", ["0012_sources", "0003_words_of_states"])
def test_a_database_that_lacks_a_step_of_before_is_refused(lacking: str) -> None:
    recorder = MigrationRecorder(connection)
    recorder.record_unapplied("ideas", lacking)
    before = set(recorder.applied_migrations())
    with pytest.raises(CommandError, match=r"\(ideas\.0002_beside_the_tables and 9 more\)"):
        call_command("migrate", verbosity=0)
    assert set(recorder.applied_migrations()) == before


def test_a_database_with_none_of_the_steps_that_became_one_is_refused() -> None:
    recorder = MigrationRecorder(connection)
    for app, name in set(recorder.applied_migrations()):
        if app == "pledges" and name != "0001_initial":
            recorder.record_unapplied(app, name)
    with pytest.raises(CommandError, match=r"\(pledges\.0001_initial\)"):
        call_command("migrate", verbosity=0)
