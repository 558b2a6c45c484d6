"""A decision outlives its maker, is never changed, and goes only with its whole workshop."""

from django.db import migrations

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


class Migration(migrations.Migration):
    dependencies = [("moderation", "0001_initial")]
    operations = [migrations.RunSQL(STAYS + TRIGGERS, GOES)]
