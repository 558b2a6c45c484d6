"""Triggers that raise the version of a workshop with every change of what its members see.

Triggers and not the program: no way to hide or change a text can forget it. What waits does not count, so
that the row of a workshop tells of no deed of a single person. One statement of any size counts once.
"""

from django.db import migrations

_TRIGGER = """
CREATE FUNCTION {table}_{deed}_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM workshops_count_change(array_agg(DISTINCT changed.workshop_id)) FROM ({changed}) changed;
    RETURN NULL;
END $$;
CREATE TRIGGER {table}_{deed}_counts AFTER {deed} ON {table} REFERENCING {names}
    FOR EACH STATEMENT EXECUTE FUNCTION {table}_{deed}_counts();
"""
_UNDO = "DROP TRIGGER {table}_{deed}_counts ON {table}; DROP FUNCTION {table}_{deed}_counts()"
_NAMES = {
    "insert": "NEW TABLE AS after",
    "delete": "OLD TABLE AS before",
    "update": "OLD TABLE AS before NEW TABLE AS after",
}


def count_changes(table: str, seen: str) -> list[migrations.RunSQL]:
    """Return the operations that count what changes of `seen`: the query for what others see of {rows}."""
    return [
        migrations.RunSQL(
            _TRIGGER.format(table=table, deed=deed, changed=_say_changed(deed, seen), names=names),
            _UNDO.format(table=table, deed=deed),
        )
        for deed, names in _NAMES.items()
    ]


def _say_changed(deed: str, seen: str) -> str:
    before, after = seen.format(rows="before"), seen.format(rows="after")
    if deed == "update":
        return f"({before} EXCEPT {after}) UNION ALL ({after} EXCEPT {before})"
    return after if deed == "insert" else before
