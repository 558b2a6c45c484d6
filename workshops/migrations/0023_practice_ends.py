"""A practice workshop has a last day, and never becomes a real one."""

from django.db import migrations, models

KEEP_APART = """
CREATE FUNCTION workshops_practice_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a practice workshop never becomes a real one' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER workshops_practice_stays BEFORE UPDATE ON workshops_workshop
    FOR EACH ROW WHEN (OLD.practice AND NOT NEW.practice) EXECUTE FUNCTION workshops_practice_stays();
"""
LET_BE = """
DROP TRIGGER workshops_practice_stays ON workshops_workshop;
DROP FUNCTION workshops_practice_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("workshops", "0022_merges")]

    operations = [
        migrations.AddField(
            "workshop", "practice_ends_on", models.DateField(null=True, editable=False)
        ),
        migrations.AddConstraint(
            "workshop",
            models.CheckConstraint(
                condition=models.Q(("practice", True), ("practice_ends_on", None), _connector="OR"),
                name="workshop_only_practice_ends",
            ),
        ),
        migrations.RunSQL(KEEP_APART, LET_BE),
    ]
