"""A decision stays as it was written. The nightly scramble, which changes nothing in a row, may pass."""

from django.db import migrations

FORBID = """
CREATE FUNCTION moderation_decision_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'a decision is never changed or removed' USING ERRCODE = 'restrict_violation'; END $$;
CREATE TRIGGER moderation_decision_stays BEFORE UPDATE ON moderation_decision
    FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION moderation_decision_stays();
CREATE TRIGGER moderation_decision_remains BEFORE DELETE ON moderation_decision
    FOR EACH ROW EXECUTE FUNCTION moderation_decision_stays();
"""
ALLOW = """
DROP TRIGGER moderation_decision_remains ON moderation_decision;
DROP TRIGGER moderation_decision_stays ON moderation_decision;
DROP FUNCTION moderation_decision_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("moderation", "0001_initial")]
    operations = [migrations.RunSQL(FORBID, ALLOW)]
