"""A number for each workshop that grows with every change of what its members see: by it pages are kept."""

from django.db import migrations, models

# Triggers and not the program: no way to hide or change a text can forget it. What waits does not count, so
# that the row of a workshop tells of no deed of a single person. One statement of any size counts once.
COUNT = """
CREATE FUNCTION workshops_count_change(changed uuid[]) RETURNS void LANGUAGE sql AS $$
    UPDATE workshops_workshop SET content_version = content_version + 1 WHERE id = ANY (changed)
$$;
"""
SEEN = {
    "workshops_theme": "SELECT workshop_id, id, number, title, text, \"references\" FROM {rows}",
    "workshops_idea": (
        "SELECT workshop_id, id, ref, thread_tag, theme_id, intent, title, body, published_on FROM {rows}"
        " WHERE status = 'published'"
    ),
    "workshops_comment": (
        "SELECT idea.workshop_id, item.id, item.ref, item.thread_tag, item.idea_id, item.parent_id, item.intent,"
        " item.body, item.status, item.published_on FROM {rows} item"
        " JOIN workshops_idea idea ON idea.id = item.idea_id"
        " WHERE item.status = 'published' OR item.published_on IS NOT NULL"
    ),
}
TRIGGER = """
CREATE FUNCTION {table}_{deed}_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM workshops_count_change(array_agg(DISTINCT changed.workshop_id)) FROM ({changed}) changed;
    RETURN NULL;
END $$;
CREATE TRIGGER {table}_{deed}_counts AFTER {deed} ON {table} REFERENCING {names}
    FOR EACH STATEMENT EXECUTE FUNCTION {table}_{deed}_counts();
"""
NAMES = {
    "insert": "NEW TABLE AS after",
    "delete": "OLD TABLE AS before",
    "update": "OLD TABLE AS before NEW TABLE AS after",
}


def say_changed(deed: str, seen: str) -> str:
    """Return the query for what others see otherwise than before the statement."""
    before, after = seen.format(rows="before"), seen.format(rows="after")
    if deed == "update":
        return f"({before} EXCEPT {after}) UNION ALL ({after} EXCEPT {before})"
    return after if deed == "insert" else before


class Migration(migrations.Migration):
    dependencies = [("workshops", "0014_names_of_fields")]

    operations = [
        migrations.AddField(
            "workshop", "content_version", models.PositiveBigIntegerField(default=0, editable=False)
        ),
        migrations.RunSQL(COUNT, "DROP FUNCTION workshops_count_change(uuid[])"),
        *[
            migrations.RunSQL(
                TRIGGER.format(table=table, deed=deed, changed=say_changed(deed, seen), names=names),
                f"DROP TRIGGER {table}_{deed}_counts ON {table}; DROP FUNCTION {table}_{deed}_counts()",
            )
            for table, seen in SEEN.items()
            for deed, names in NAMES.items()
        ],
    ]
