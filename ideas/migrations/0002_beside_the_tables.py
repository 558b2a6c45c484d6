"""What the tables need beside Django's description of them: triggers, a key over two columns, quiet statistics."""

from django.db import migrations

from ideas_platform.lib.counting_triggers import count_changes
from ideas_platform.lib.no_samples import keep_no_samples

IDEAS = (
    "SELECT workshop_id, id, ref, thread_tag, theme_id, intent, title, body, published_on FROM {rows}"
    " WHERE status = 'published'"
)
COMMENTS = (
    "SELECT idea.workshop_id, item.id, item.ref, item.thread_tag, item.idea_id, item.parent_id, item.intent,"
    " item.body, item.status, item.published_on FROM {rows} item"
    " JOIN ideas_idea idea ON idea.id = item.idea_id"
    " WHERE item.status = 'published' OR item.published_on IS NOT NULL"
)
# One statement sees parent and idea together, so that no reply ends up below a reply or in another thread.
TWO_LEVELS = """
CREATE FUNCTION ideas_comment_two_levels() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM ideas_comment above
        WHERE above.id = NEW.parent_id AND above.id <> NEW.id AND above.parent_id IS NULL
            AND above.idea_id = NEW.idea_id
    ) OR EXISTS (SELECT FROM ideas_comment below WHERE below.parent_id = NEW.id) THEN
        RAISE EXCEPTION 'a reply is to a comment of the same thread that is no reply itself'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER ideas_comment_two_levels BEFORE INSERT OR UPDATE OF parent_id, idea_id ON ideas_comment
    FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL) EXECUTE FUNCTION ideas_comment_two_levels();
"""
ANY_LEVEL = """
DROP TRIGGER ideas_comment_two_levels ON ideas_comment;
DROP FUNCTION ideas_comment_two_levels();
"""
# An answer is one of its own workshop's options. Django knows no foreign key over two columns.
OWN_OPTION = """
ALTER TABLE ideas_pollanswer ADD CONSTRAINT poll_answer_own_option
    FOREIGN KEY (poll_id, option_id) REFERENCES workshops_polloption (workshop_id, id)
"""
QUIET = {
    "ideas_idea": ["title", "body", "thread_tag", "words"],
    "ideas_comment": ["body", "thread_tag"],
    "ideas_commentrevision": ["body"],
    "ideas_pollanswer": ["tag"],
    "ideas_report": ["tag"],
    "ideas_revision": ["title", "body"],
    "ideas_coverrequest": ["words"],
    "ideas_secondlook": ["words"],
    # What was asked and answered, and where the words stand that may be covered.
    "ideas_question": ["text", "places"],
    "ideas_answer": ["body"],
    "ideas_ideasource": ["words", "digest"],
}
# Not even of sums of titles.
TWINS = "ALTER INDEX idea_twins ALTER COLUMN 1 SET STATISTICS"


class Migration(migrations.Migration):
    replaces = [
        ('ideas', '0003_words_of_states'),
        ('ideas', '0004_review_since'),
        ('ideas', '0005_signs_beside_words'),
        ('ideas', '0006_words_of_what_is_unreleased'),
        ('ideas', '0007_held_by_reports'),
        ('ideas', '0008_author_requests'),
        ('ideas', '0009_questions'),
        ('ideas', '0010_indexes_to_count_by'),
        ('ideas', '0011_indexes_of_what_is_unread'),
        ('ideas', '0012_sources'),
    ]

    dependencies = [("ideas", "0001_initial")]

    operations = [
        *count_changes("ideas_idea", IDEAS),
        *count_changes("ideas_comment", COMMENTS),
        migrations.RunSQL(TWO_LEVELS, ANY_LEVEL),
        migrations.RunSQL(OWN_OPTION, "ALTER TABLE ideas_pollanswer DROP CONSTRAINT poll_answer_own_option"),
        *keep_no_samples(QUIET),
        migrations.RunSQL(f"{TWINS} 0", f"{TWINS} -1"),
    ]
