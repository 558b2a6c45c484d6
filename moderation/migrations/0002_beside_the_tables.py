"""What the tables need beside Django's description of them: decisions stay, and all else follows the words.

It is done by the database, so that no way of changing, hiding, merging or covering a text can forget it.
"""

from django.db import migrations

from ideas_platform.lib.no_samples import keep_no_samples

# A decision outlives its maker, is never changed, and goes only with its whole workshop.
# Deleting an account empties decided_by. Removing a workshop says so first, for its own transaction only:
# SELECT set_config('ideas.removing_workshop', 'on', true)
STAYS = """
CREATE FUNCTION moderation_decision_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('ideas.removing_workshop', true) = 'on' THEN
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.decided_by_id IS NULL
        AND to_jsonb(NEW) - 'decided_by_id' = to_jsonb(OLD) - 'decided_by_id' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a decision is never changed or removed' USING ERRCODE = 'restrict_violation';
END $$;
"""
TRIGGERS = """
CREATE TRIGGER moderation_decision_stays BEFORE UPDATE ON moderation_decision
    FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION moderation_decision_stays();
CREATE TRIGGER moderation_decision_remains BEFORE DELETE ON moderation_decision
    FOR EACH ROW EXECUTE FUNCTION moderation_decision_stays();
"""
GOES = """
DROP TRIGGER moderation_decision_remains ON moderation_decision;
DROP TRIGGER moderation_decision_stays ON moderation_decision;
DROP FUNCTION moderation_decision_stays();
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
# What was coded follows the words: quotes move or go with them, and all goes with a text that is taken back.
# TG_ARGV[0]: the column by which codings name what this table holds. A quote stays where its words still stand.
FOLLOW = """
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
FOLLOW_TEXTS = """
CREATE TRIGGER moderation_forget_codings AFTER UPDATE OF status ON {table} FOR EACH ROW
    WHEN (NEW.status = 'withdrawn' AND OLD.status <> 'withdrawn')
    EXECUTE FUNCTION moderation_forget_codings('{column}');
CREATE TRIGGER moderation_follow_words AFTER UPDATE OF {words} ON {table} FOR EACH ROW
    WHEN ({changed}) EXECUTE FUNCTION moderation_follow_words('{column}');
"""
FOLLOW_NO_TEXTS = """
DROP TRIGGER moderation_forget_codings ON {table};
DROP TRIGGER moderation_follow_words ON {table};
"""
NOT_FOLLOW = """
DROP FUNCTION moderation_forget_codings();
DROP FUNCTION moderation_follow_words();
"""
# What was coded follows the words of a passage as it follows those of a comment.
FOLLOW_PASSAGES = """
CREATE TRIGGER moderation_follow_words AFTER UPDATE OF body ON moderation_passage FOR EACH ROW
    WHEN (OLD.body IS DISTINCT FROM NEW.body) EXECUTE FUNCTION moderation_follow_words('passage_id');
"""
FOLLOW_NO_PASSAGES = "DROP TRIGGER moderation_follow_words ON moderation_passage"
# Vectors, suggested codes and places of reading of a text go with its words.
# TG_ARGV[0]: the column by which the rows name what this table holds.
LIKENESS = """
CREATE FUNCTION moderation_forget_likeness_of(name text, keys uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('DELETE FROM moderation_textvector WHERE %I = ANY($1)', name) USING keys;
    EXECUTE format('DELETE FROM moderation_suggestedcodes WHERE %I = ANY($1)', name) USING keys;
    EXECUTE format('DELETE FROM moderation_readingplace WHERE %I = ANY($1)', name) USING keys;
END $$;
CREATE FUNCTION moderation_forget_likeness() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM moderation_forget_likeness_of(TG_ARGV[0], ARRAY[NEW.id]);
    RETURN NULL;
END $$;
CREATE FUNCTION moderation_forget_likeness_of_thread() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM moderation_forget_likeness_of('comment_id',
        ARRAY(SELECT id FROM ideas_comment WHERE idea_id = NEW.id));
    RETURN NULL;
END $$;
CREATE FUNCTION moderation_forget_likeness_of_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM moderation_forget_likeness_of('idea_id', ARRAY[NEW.idea_id]);
    RETURN NULL;
END $$;
CREATE FUNCTION moderation_forget_likeness_with_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM moderation_forget_likeness_of('workshop_id', ARRAY[NEW.id]);
    RETURN NULL;
END $$;
CREATE FUNCTION moderation_forget_shown() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM moderation_showncode WHERE coding_id = OLD.id;
    RETURN OLD;
END $$;
"""
NO_LIKENESS = """
DROP FUNCTION moderation_forget_shown();
DROP FUNCTION moderation_forget_likeness_with_key();
DROP FUNCTION moderation_forget_likeness_of_part();
DROP FUNCTION moderation_forget_likeness_of_thread();
DROP FUNCTION moderation_forget_likeness();
DROP FUNCTION moderation_forget_likeness_of(text, uuid[]);
"""
LIKENESS_OF_TEXTS = """
CREATE TRIGGER moderation_forget_likeness AFTER UPDATE OF {words}, status ON {table} FOR EACH ROW
    WHEN ({changed} OR (OLD.status = 'published' AND NEW.status <> 'published'))
    EXECUTE FUNCTION moderation_forget_likeness('{column}');
"""
NO_LIKENESS_OF_TEXTS = "DROP TRIGGER moderation_forget_likeness ON {table};"
# A new key draws anew what two people code, of which nothing is suggested; a destroyed one takes all with it.
LIKENESS_OF_OTHERS = """
-- With an idea its comments are shown no more.
CREATE TRIGGER moderation_forget_likeness_of_thread AFTER UPDATE OF status ON ideas_idea FOR EACH ROW
    WHEN (OLD.status = 'published' AND NEW.status <> 'published')
    EXECUTE FUNCTION moderation_forget_likeness_of_thread();
CREATE TRIGGER moderation_forget_likeness AFTER UPDATE OF body ON moderation_passage FOR EACH ROW
    WHEN (OLD.body IS DISTINCT FROM NEW.body) EXECUTE FUNCTION moderation_forget_likeness('passage_id');
CREATE TRIGGER moderation_forget_likeness AFTER INSERT ON ideas_merge FOR EACH ROW
    EXECUTE FUNCTION moderation_forget_likeness_of_part();
CREATE TRIGGER moderation_forget_likeness AFTER UPDATE OF key_check ON workshops_workshop FOR EACH ROW
    WHEN (OLD.key_check IS DISTINCT FROM NEW.key_check) EXECUTE FUNCTION moderation_forget_likeness_with_key();
CREATE TRIGGER moderation_forget_shown BEFORE DELETE ON moderation_coding FOR EACH ROW
    EXECUTE FUNCTION moderation_forget_shown();
"""
NO_LIKENESS_OF_OTHERS = """
DROP TRIGGER moderation_forget_shown ON moderation_coding;
DROP TRIGGER moderation_forget_likeness ON workshops_workshop;
DROP TRIGGER moderation_forget_likeness ON ideas_merge;
DROP TRIGGER moderation_forget_likeness ON moderation_passage;
DROP TRIGGER moderation_forget_likeness_of_thread ON ideas_idea;
"""
# What a reader wrote about a text goes with it, and where its words change it is read anew.
POINTS = """
CREATE FUNCTION moderation_forget_points() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('UPDATE moderation_sampledtext SET point = %L WHERE %I = $1 AND point <> %L', '', TG_ARGV[0], '')
        USING NEW.id;
    RETURN NULL;
END $$;
CREATE FUNCTION moderation_read_anew() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('UPDATE moderation_sampledtext SET answer = %L, point = %L, softened = false, read_by_id = NULL,
        read_on = NULL WHERE %I = $1 AND answer <> %L', '', '', TG_ARGV[0], '') USING NEW.id;
    RETURN NULL;
END $$;
"""
NO_POINTS = """
DROP FUNCTION moderation_forget_points();
DROP FUNCTION moderation_read_anew();
"""
POINTS_OF_TEXTS = """
CREATE TRIGGER moderation_forget_points AFTER UPDATE OF status ON {table} FOR EACH ROW
    WHEN (NEW.status = 'withdrawn' AND OLD.status <> 'withdrawn')
    EXECUTE FUNCTION moderation_forget_points('{column}');
CREATE TRIGGER moderation_read_anew AFTER UPDATE OF {words} ON {table} FOR EACH ROW
    WHEN (NEW.status <> 'withdrawn' AND ({changed})) EXECUTE FUNCTION moderation_read_anew('{column}');
"""
NO_POINTS_OF_TEXTS = """
DROP TRIGGER moderation_forget_points ON {table};
DROP TRIGGER moderation_read_anew ON {table};
"""
# What the group wrote to each other about a text goes with it.
NOTES = """
CREATE FUNCTION moderation_forget_notes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('DELETE FROM moderation_mention WHERE note_id IN
        (SELECT id FROM moderation_note WHERE %I = $1)', TG_ARGV[0]) USING NEW.id;
    EXECUTE format('DELETE FROM moderation_note WHERE %I = $1', TG_ARGV[0]) USING NEW.id;
    RETURN NULL;
END $$;
"""
NO_NOTES = "DROP FUNCTION moderation_forget_notes()"
NOTES_OF_TEXTS = """
CREATE TRIGGER moderation_forget_notes AFTER UPDATE OF status ON {table} FOR EACH ROW
    WHEN (NEW.status = 'withdrawn' AND OLD.status <> 'withdrawn')
    EXECUTE FUNCTION moderation_forget_notes('{column}');
"""
NO_NOTES_OF_TEXTS = "DROP TRIGGER moderation_forget_notes ON {table}"
# A coding knows whether everybody can read its text, so that nothing counts what is hidden, and nothing has to ask
# for every text whether it is.
READABLE = """
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
NOT_READABLE = """
DROP TRIGGER moderation_know_if_readable ON moderation_coding;
DROP FUNCTION moderation_know_if_readable();
DROP FUNCTION moderation_tell_codings();
"""
# What was never shown is coded by nobody: a release has nothing to tell.
READABLE_TEXTS = """
CREATE TRIGGER moderation_tell_codings AFTER UPDATE OF status ON {table} FOR EACH ROW
    WHEN (OLD.status <> NEW.status AND 'published' IN (OLD.status, NEW.status) AND OLD.status <> 'unreleased')
    EXECUTE FUNCTION moderation_tell_codings();
"""
NO_READABLE_TEXTS = "DROP TRIGGER moderation_tell_codings ON {table}"

# Claims, what can be undone and files that were sent live for minutes, and who had what when is written into no log.
# A vector nearly is its text, and all of it can be worked out again: it is in no log and no backup.
IN_NO_LOG = (
    "moderation_claim",
    "moderation_undo",
    "moderation_codingclaim",
    "moderation_sampleclaim",
    "moderation_sentfile",
    "moderation_textvector",
    "moderation_suggestedcodes",
    "moderation_readingplace",
)
# Notes of a focus group, what stands on paper forms, what somebody has read out of a file, wrote about a text or
# wrote to each other, and what nearly is a text.
QUIET = {
    "moderation_othervoice": ["title", "place", "notes_by", "reference"],
    "moderation_passage": ["body"],
    "moderation_keying": ["body"],
    "moderation_sentfile": ["rows"],
    "moderation_textvector": ["fingerprint", "vector"],
    "moderation_suggestedcodes": ["codes", "examples"],
    "moderation_sampledtext": ["point"],
    "moderation_note": ["text"],
}


def for_texts(do, undo):
    """Return the operations for the two tables of texts."""
    return [migrations.RunSQL(do.format(**one), undo.format(**one)) for one in (IDEAS, COMMENTS)]


class Migration(migrations.Migration):
    replaces = [
        ('moderation', '0003_claims_undo_and_templates'),
        ('moderation', '0004_reports_answered'),
        ('moderation', '0005_merges_and_notes'),
        ('moderation', '0006_codebook_and_codings'),
        ('moderation', '0007_codings_follow_the_words'),
        ('moderation', '0008_answers_to_authors'),
        ('moderation', '0009_theme_assignments_and_daily_letter'),
        ('moderation', '0010_questions'),
        ('moderation', '0011_other_voices'),
        ('moderation', '0012_likeness_and_calibration'),
        ('moderation', '0013_omission_samples'),
        ('moderation', '0014_notes'),
        ('moderation', '0015_share_changes'),
        ('moderation', '0016_vectors_of_codes'),
        ('moderation', '0017_codings_know_what_is_readable'),
    ]

    dependencies = [
        ("ideas", "0002_beside_the_tables"),
        ("moderation", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(STAYS + TRIGGERS, GOES),
        migrations.RunSQL(FOLLOW, NOT_FOLLOW),
        *for_texts(FOLLOW_TEXTS, FOLLOW_NO_TEXTS),
        migrations.RunSQL(FOLLOW_PASSAGES, FOLLOW_NO_PASSAGES),
        migrations.RunSQL(LIKENESS, NO_LIKENESS),
        *for_texts(LIKENESS_OF_TEXTS, NO_LIKENESS_OF_TEXTS),
        migrations.RunSQL(LIKENESS_OF_OTHERS, NO_LIKENESS_OF_OTHERS),
        migrations.RunSQL(POINTS, NO_POINTS),
        *for_texts(POINTS_OF_TEXTS, NO_POINTS_OF_TEXTS),
        migrations.RunSQL(NOTES, NO_NOTES),
        *for_texts(NOTES_OF_TEXTS, NO_NOTES_OF_TEXTS),
        migrations.RunSQL(READABLE, NOT_READABLE),
        *for_texts(READABLE_TEXTS, NO_READABLE_TEXTS),
        *[
            migrations.RunSQL(f"ALTER TABLE {table} SET UNLOGGED", f"ALTER TABLE {table} SET LOGGED")
            for table in IN_NO_LOG
        ],
        *keep_no_samples(QUIET),
    ]
