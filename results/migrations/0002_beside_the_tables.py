"""What the tables need beside Django's description of them: what was released stays, quotes follow, voices go."""

from django.db import migrations

from ideas_platform.lib.no_samples import keep_no_samples

# What people answered, who it was without the key, words that may be covered, and texts that may be taken back,
# though nobody reads them from compressed bytes.
QUIET = {
    "results_statementanswer": ["tag", "text", "shown_text"],
    "results_authorverdict": ["tag"],
    "results_evidence": ["quote"],
    "results_publishedpart": ["content"],
}
# A released edition stays as it is, with all its parts. Deleting an account empties released_by; removing a
# workshop says so first (see moderation 0002); and words that are covered or taken back go from quotes too.
STAYS = """
CREATE FUNCTION results_edition_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('ideas.removing_workshop', true) = 'on' THEN
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.released_by_id IS NULL
        AND to_jsonb(NEW) - 'released_by_id' = to_jsonb(OLD) - 'released_by_id' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a released edition is never changed or removed' USING ERRCODE = 'restrict_violation';
END $$;
CREATE FUNCTION results_part_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    older jsonb := CASE WHEN TG_OP = 'INSERT' THEN '{}' ELSE to_jsonb(OLD) END;
    newer jsonb := CASE WHEN TG_OP = 'DELETE' THEN '{}' ELSE to_jsonb(NEW) END;
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('ideas.removing_workshop', true) = 'on' THEN
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'results_evidence'
        AND older - 'quote' - 'start' = newer - 'quote' - 'start'
        AND newer->>'quote' IN ('', older->>'quote') THEN
        RETURN NEW;
    END IF;
    IF EXISTS (
        SELECT FROM results_edition edition WHERE edition.released_on IS NOT NULL AND edition.id IN (
            SELECT (part->>'edition_id')::uuid FROM unnest(ARRAY[older, newer]) part
            UNION SELECT statement.edition_id FROM unnest(ARRAY[older, newer]) part
                JOIN results_statement statement ON statement.id = (part->>'statement_id')::uuid
        )
    ) THEN
        RAISE EXCEPTION 'a released edition is never changed' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION results_statement_is_at_home() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.edition_id <> (SELECT edition_id FROM results_foundation WHERE id = NEW.foundation_id) THEN
        RAISE EXCEPTION 'a statement stands in the edition of its foundation'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER results_edition_stays BEFORE UPDATE ON results_edition FOR EACH ROW
    WHEN (OLD.released_on IS NOT NULL AND OLD.* IS DISTINCT FROM NEW.*)
    EXECUTE FUNCTION results_edition_stays();
CREATE TRIGGER results_edition_remains BEFORE DELETE ON results_edition FOR EACH ROW
    WHEN (OLD.released_on IS NOT NULL) EXECUTE FUNCTION results_edition_stays();
CREATE TRIGGER results_statement_is_at_home AFTER INSERT OR UPDATE OF foundation_id, edition_id
    ON results_statement FOR EACH ROW EXECUTE FUNCTION results_statement_is_at_home();
"""
GOES = """
DROP TRIGGER results_statement_is_at_home ON results_statement;
DROP TRIGGER results_edition_remains ON results_edition;
DROP TRIGGER results_edition_stays ON results_edition;
DROP FUNCTION results_statement_is_at_home();
DROP FUNCTION results_part_stays();
DROP FUNCTION results_edition_stays();
"""
PARTS = ("foundation", "statement", "evidence", "notused", "codeditem", "lineage")
PART_STAYS = """
CREATE TRIGGER results_part_stays BEFORE UPDATE ON results_{part} FOR EACH ROW
    WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION results_part_stays();
CREATE TRIGGER results_part_remains BEFORE INSERT OR DELETE ON results_{part} FOR EACH ROW
    EXECUTE FUNCTION results_part_stays();
"""
PART_GOES = """
DROP TRIGGER results_part_remains ON results_{part};
DROP TRIGGER results_part_stays ON results_{part};
"""
# Quotes follow the words of their source: moved to where they stand now, emptied where they stand nowhere.
FOLLOW = """
CREATE FUNCTION results_quotes_follow() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    words text[] := ARRAY[to_jsonb(NEW)->>'body', coalesce(to_jsonb(NEW)->>'title', '')];
BEGIN
    IF to_jsonb(NEW)->>'status' = 'withdrawn' THEN
        words := ARRAY['', ''];
    END IF;
    EXECUTE format('UPDATE results_evidence SET quote = '''' WHERE %1$I = $1 AND quote <> ''''
        AND strpos(($2)[1 + in_title::int], quote) = 0', TG_ARGV[0]) USING NEW.id, words;
    EXECUTE format('UPDATE results_evidence SET start = strpos(($2)[1 + in_title::int], quote) - 1
        WHERE %1$I = $1 AND quote <> ''''
        AND substr(($2)[1 + in_title::int], start + 1, length(quote)) <> quote', TG_ARGV[0])
        USING NEW.id, words;
    RETURN NULL;
END $$;
CREATE TRIGGER results_quotes_follow AFTER UPDATE OF title, body, status ON ideas_idea FOR EACH ROW
    WHEN (OLD.title <> NEW.title OR OLD.body <> NEW.body OR OLD.status <> NEW.status)
    EXECUTE FUNCTION results_quotes_follow('idea_id');
CREATE TRIGGER results_quotes_follow AFTER UPDATE OF body, status ON ideas_comment FOR EACH ROW
    WHEN (OLD.body <> NEW.body OR OLD.status <> NEW.status)
    EXECUTE FUNCTION results_quotes_follow('comment_id');
CREATE TRIGGER results_quotes_follow AFTER UPDATE OF body ON moderation_passage FOR EACH ROW
    WHEN (OLD.body <> NEW.body) EXECUTE FUNCTION results_quotes_follow('passage_id');
"""
FOLLOW_NOT = """
DROP TRIGGER results_quotes_follow ON moderation_passage;
DROP TRIGGER results_quotes_follow ON ideas_comment;
DROP TRIGGER results_quotes_follow ON ideas_idea;
DROP FUNCTION results_quotes_follow();
"""
# With the key goes every row by which a voice could be followed. Texts that were released stay, under a tag
# that is drawn by lot.
FORGET = """
CREATE FUNCTION results_forget_voices() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    asked uuid[] := ARRAY(SELECT statement.id FROM results_statement statement
        JOIN results_edition edition ON edition.id = statement.edition_id WHERE edition.workshop_id = NEW.id);
BEGIN
    DELETE FROM results_authorverdict WHERE statement_id = ANY(asked);
    DELETE FROM results_statementanswer WHERE shown_text = '' AND statement_id = ANY(asked);
    UPDATE results_statementanswer SET value = counted, text = shown_text, tag = uuid_send(gen_random_uuid())
        WHERE statement_id = ANY(asked);
    DELETE FROM results_drawnanswermoment WHERE workshop_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER results_forget_voices AFTER UPDATE OF key_check ON workshops_workshop FOR EACH ROW
    WHEN (octet_length(NEW.key_check) = 0) EXECUTE FUNCTION results_forget_voices();
"""
FORGET_NOT = """
DROP TRIGGER results_forget_voices ON workshops_workshop;
DROP FUNCTION results_forget_voices();
"""
# The sealed list is made once. Removing a workshop says so first (see moderation 0002).
SEALED = """
CREATE FUNCTION results_seal_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('ideas.removing_workshop', true) = 'on' THEN
        RETURN OLD;
    END IF;
    IF EXISTS (
        SELECT FROM results_publishedfile file
        WHERE file.id = (COALESCE(to_jsonb(OLD)->>'file_id', to_jsonb(OLD)->>'id'))::uuid AND file.kind = 'seal'
    ) THEN
        RAISE EXCEPTION 'a sealed list is never changed or removed' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER results_seal_stays BEFORE UPDATE ON results_publishedfile FOR EACH ROW
    WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION results_seal_stays();
CREATE TRIGGER results_seal_remains BEFORE DELETE ON results_publishedfile FOR EACH ROW
    EXECUTE FUNCTION results_seal_stays();
CREATE TRIGGER results_seal_stays BEFORE UPDATE ON results_publishedpart FOR EACH ROW
    WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION results_seal_stays();
CREATE TRIGGER results_seal_remains BEFORE DELETE ON results_publishedpart FOR EACH ROW
    EXECUTE FUNCTION results_seal_stays();
"""
UNSEALED = """
DROP TRIGGER results_seal_remains ON results_publishedpart;
DROP TRIGGER results_seal_stays ON results_publishedpart;
DROP TRIGGER results_seal_remains ON results_publishedfile;
DROP TRIGGER results_seal_stays ON results_publishedfile;
DROP FUNCTION results_seal_stays();
"""
# A released edition stays as it is, with its pictures. Removing a workshop says so first (see moderation 0002).
PICTURES_STAY = """
CREATE FUNCTION results_picture_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('ideas.removing_workshop', true) = 'on' THEN
        RETURN OLD;
    END IF;
    IF EXISTS (
        SELECT FROM results_foundation foundation JOIN results_edition edition
            ON edition.id = foundation.edition_id
        WHERE edition.released_on IS NOT NULL AND foundation.id IN (OLD.foundation_id, NEW.foundation_id)
    ) THEN
        RAISE EXCEPTION 'a released edition is never changed' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER results_picture_stays BEFORE UPDATE ON results_foundationpicture FOR EACH ROW
    WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION results_picture_stays();
CREATE TRIGGER results_picture_remains BEFORE INSERT OR DELETE ON results_foundationpicture FOR EACH ROW
    EXECUTE FUNCTION results_picture_stays();
"""
PICTURES_GO = """
DROP TRIGGER results_picture_remains ON results_foundationpicture;
DROP TRIGGER results_picture_stays ON results_foundationpicture;
DROP FUNCTION results_picture_stays();
"""


class Migration(migrations.Migration):
    replaces = [
        ('results', '0002_declaration'),
        ('results', '0003_published_files'),
        ('results', '0004_foundation_pictures'),
        ('results', '0005_status_day'),
        ('results', '0006_covered_words'),
    ]

    dependencies = [
        ("ideas", "0002_beside_the_tables"),
        ("moderation", "0002_beside_the_tables"),
        ("results", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(STAYS, GOES),
        *[migrations.RunSQL(PART_STAYS.format(part=part), PART_GOES.format(part=part)) for part in PARTS],
        migrations.RunSQL(PICTURES_STAY, PICTURES_GO),
        migrations.RunSQL(SEALED, UNSEALED),
        migrations.RunSQL(FOLLOW, FOLLOW_NOT),
        migrations.RunSQL(FORGET, FORGET_NOT),
        *keep_no_samples(QUIET),
    ]
