"""Publish what fits, hide for a reason. A decision outlives its maker and goes only with its whole workshop."""

from django.db import migrations, models

# Deleting an account empties decided_by. Removing a workshop says so first, for its own transaction only:
# SELECT set_config('ideas.removing_workshop', 'on', true)
LET_TWO_THROUGH = """
CREATE OR REPLACE FUNCTION moderation_decision_stays() RETURNS trigger LANGUAGE plpgsql AS $$
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
LET_NONE_THROUGH = """
CREATE OR REPLACE FUNCTION moderation_decision_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'a decision is never changed or removed' USING ERRCODE = 'restrict_violation'; END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("moderation", "0002_decisions_stay")]

    operations = [
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", "fits"), ("verdict", "publish"))
                | models.Q(
                    ("reason__in", ["identifies", "abusive", "off_topic", "duplicate", "safety"]),
                    ("verdict", "hide"),
                ),
                name="decision_reason_fits_verdict",
            ),
        ),
        migrations.RunSQL(LET_TWO_THROUGH, LET_NONE_THROUGH),
    ]
