"""What was coded follows the words: quotes move or go with them, and all goes with a text that is taken back.

It is done by the database, so that no way of changing a text can forget it: a release, a covering, a withdrawal.
"""

from django.db import migrations

# TG_ARGV[0]: the column by which codings name what this table holds. A quote stays where its words still stand.
FUNCTIONS = """
CREATE FUNCTION moderation_forget_codings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('DELETE FROM moderation_chosencode WHERE coding_id IN
        (SELECT id FROM moderation_coding WHERE %1$I = $1)', TG_ARGV[0]) USING NEW.id;
    EXECUTE format('DELETE FROM moderation_quote WHERE coding_id IN
        (SELECT id FROM moderation_coding WHERE %1$I = $1)', TG_ARGV[0]) USING NEW.id;
    EXECUTE format('DELETE FROM moderation_coding WHERE %1$I = $1', TG_ARGV[0]) USING NEW.id;
    EXECUTE format('DELETE FROM moderation_settlement WHERE %1$I = $1', TG_ARGV[0]) USING NEW.id;
    RETURN NULL;
END $$;
CREATE FUNCTION moderation_follow_words() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    old_words text[] := ARRAY[to_jsonb(OLD)->>'body', coalesce(to_jsonb(OLD)->>'title', '')];
    new_words text[] := ARRAY[to_jsonb(NEW)->>'body', coalesce(to_jsonb(NEW)->>'title', '')];
BEGIN
    -- Nobody would read it again for somebody who has left.
    EXECUTE format('DELETE FROM moderation_chosencode WHERE coding_id IN
        (SELECT id FROM moderation_coding WHERE %1$I = $1 AND coder_id IS NULL)', TG_ARGV[0]) USING NEW.id;
    EXECUTE format('DELETE FROM moderation_quote WHERE coding_id IN
        (SELECT id FROM moderation_coding WHERE %1$I = $1 AND coder_id IS NULL)', TG_ARGV[0]) USING NEW.id;
    EXECUTE format('DELETE FROM moderation_coding WHERE %1$I = $1 AND coder_id IS NULL', TG_ARGV[0]) USING NEW.id;
    EXECUTE format('UPDATE moderation_coding SET stale = true WHERE %1$I = $1 AND NOT stale', TG_ARGV[0])
        USING NEW.id;
    EXECUTE format('DELETE FROM moderation_settlement WHERE %1$I = $1', TG_ARGV[0]) USING NEW.id;
    EXECUTE format('DELETE FROM moderation_quote WHERE coding_id IN
        (SELECT id FROM moderation_coding WHERE %1$I = $1) AND strpos(($3)[1 + in_title::int],
        substr(($2)[1 + in_title::int], start + 1, length)) = 0', TG_ARGV[0]) USING NEW.id, old_words, new_words;
    EXECUTE format('UPDATE moderation_quote SET start = strpos(($3)[1 + in_title::int],
        substr(($2)[1 + in_title::int], start + 1, length)) - 1 WHERE coding_id IN
        (SELECT id FROM moderation_coding WHERE %1$I = $1) AND substr(($3)[1 + in_title::int], start + 1, length)
        <> substr(($2)[1 + in_title::int], start + 1, length)', TG_ARGV[0]) USING NEW.id, old_words, new_words;
    RETURN NULL;
END $$;
"""
TRIGGERS = """
CREATE TRIGGER moderation_forget_codings AFTER UPDATE OF status ON {table} FOR EACH ROW
    WHEN (NEW.status = 'withdrawn' AND OLD.status <> 'withdrawn')
    EXECUTE FUNCTION moderation_forget_codings('{column}');
CREATE TRIGGER moderation_follow_words AFTER UPDATE OF {words} ON {table} FOR EACH ROW
    WHEN ({changed}) EXECUTE FUNCTION moderation_follow_words('{column}');
"""
WITHOUT = """
DROP TRIGGER moderation_forget_codings ON {table};
DROP TRIGGER moderation_follow_words ON {table};
"""
NO_FUNCTIONS = """
DROP FUNCTION moderation_forget_codings();
DROP FUNCTION moderation_follow_words();
"""
IDEAS = {
    "table": "ideas_idea",
    "column": "idea_id",
    "words": "title, body",
    "changed": "OLD.title IS DISTINCT FROM NEW.title OR OLD.body IS DISTINCT FROM NEW.body",
}
COMMENTS = {
    "table": "ideas_comment",
    "column": "comment_id",
    "words": "body",
    "changed": "OLD.body IS DISTINCT FROM NEW.body",
}
# Claims live for minutes, and who had what when is written into no log.
IN_NO_LOG = "ALTER TABLE moderation_codingclaim SET UNLOGGED"
IN_THE_LOG = "ALTER TABLE moderation_codingclaim SET LOGGED"


class Migration(migrations.Migration):
    dependencies = [("moderation", "0006_codebook_and_codings")]
    operations = [
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        *[migrations.RunSQL(TRIGGERS.format(**one), WITHOUT.format(**one)) for one in (IDEAS, COMMENTS)],
        migrations.RunSQL(IN_NO_LOG, IN_THE_LOG),
    ]
