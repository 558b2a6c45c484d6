"""A coding knows which text it is about in one column, and whether everybody can read that text.

Triggers keep the second as the state of the text is, so that nothing counts what is hidden, and nothing has to
ask for every text whether it is.
"""

import django.db.models.functions.comparison
from django.db import migrations, models

FUNCTIONS = """
CREATE FUNCTION moderation_know_if_readable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.readable = NEW.passage_id IS NOT NULL
        OR EXISTS (SELECT FROM ideas_idea idea WHERE idea.id = NEW.idea_id AND idea.status = 'published')
        OR EXISTS (SELECT FROM ideas_comment comment JOIN ideas_idea idea ON idea.id = comment.idea_id
            WHERE comment.id = NEW.comment_id AND comment.status = 'published' AND idea.status = 'published');
    RETURN NEW;
END $$;
CREATE FUNCTION moderation_tell_codings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'ideas_comment' THEN
        UPDATE moderation_coding SET readable = readable WHERE comment_id = NEW.id;
    ELSE
        UPDATE moderation_coding SET readable = readable WHERE idea_id = NEW.id
            OR comment_id IN (SELECT id FROM ideas_comment WHERE idea_id = NEW.id);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER moderation_know_if_readable BEFORE INSERT OR UPDATE ON moderation_coding FOR EACH ROW
    EXECUTE FUNCTION moderation_know_if_readable();
"""
NO_FUNCTIONS = """
DROP TRIGGER moderation_know_if_readable ON moderation_coding;
DROP FUNCTION moderation_know_if_readable();
DROP FUNCTION moderation_tell_codings();
"""
# What was never shown is coded by nobody: a release has nothing to tell.
TRIGGER = """
CREATE TRIGGER moderation_tell_codings AFTER UPDATE OF status ON {table} FOR EACH ROW
    WHEN (OLD.status <> NEW.status AND 'published' IN (OLD.status, NEW.status) AND OLD.status <> 'unreleased')
    EXECUTE FUNCTION moderation_tell_codings();
"""
NO_TRIGGER = "DROP TRIGGER moderation_tell_codings ON {table}"
TABLES = ("ideas_idea", "ideas_comment")


class Migration(migrations.Migration):
    dependencies = [("moderation", "0016_vectors_of_codes")]
    operations = [
        migrations.AddField(
            model_name="coding",
            name="item",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.comparison.Coalesce("idea", "comment", "passage"),
                output_field=models.UUIDField(),
            ),
        ),
        migrations.AddField(
            model_name="coding",
            name="readable",
            field=models.BooleanField(default=True, editable=False),
        ),
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        *[
            migrations.RunSQL(TRIGGER.format(table=table), NO_TRIGGER.format(table=table))
            for table in TABLES
        ],
        migrations.RunSQL("UPDATE moderation_coding SET readable = readable", migrations.RunSQL.noop),
        # The rows that were changed have checks that wait for the end, and an index may not be made meanwhile.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL IMMEDIATE"),
        migrations.AddIndex(
            model_name="coding",
            index=models.Index(fields=["item", "reader"], name="coding_item"),
        ),
        migrations.AddIndex(
            model_name="coding",
            index=models.Index(
                condition=models.Q(("readable", True), ("stale", False)),
                fields=["workshop", "item", "id"],
                name="coding_counting",
            ),
        ),
    ]
