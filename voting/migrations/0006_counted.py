"""What the last release took stands beside what is set now."""

from django.db import migrations, models
from django.db.models import F, Q

from ideas_platform.lib.distinct import IsDistinctFrom

VALUES = [(1, "thumbs-up"), (0, "not sure"), (-1, "thumbs-down")]
FILL = "UPDATE voting_vote SET counted = value WHERE released"
# What such votes counted for before they were changed is not known: the next release counts everything anew.
COUNT_ALL = """
UPDATE workshops_workshop SET recompute_all = true
WHERE (closes_at IS NULL OR closes_at > now()) AND id IN (
    SELECT idea.workshop_id FROM voting_vote vote JOIN workshops_idea idea ON idea.id = vote.idea_id
    WHERE NOT vote.released)
"""
UNFILL = "UPDATE voting_vote SET released = (value IS NOT DISTINCT FROM counted)"


class Migration(migrations.Migration):

    dependencies = [
        ("voting", "0005_fewer_indexes"),
        ("workshops", "0026_indexes_of_ideas"),
    ]

    operations = [
        migrations.AddField("vote", "counted", models.SmallIntegerField(choices=VALUES, null=True)),
        migrations.RunSQL(COUNT_ALL, migrations.RunSQL.noop),
        migrations.RunSQL(FILL, UNFILL),
        migrations.RemoveIndex("vote", "vote_unreleased"),
        migrations.RemoveField("vote", "released"),
        migrations.AddConstraint(
            "vote",
            models.CheckConstraint(
                condition=Q(counted=None) | Q(counted__in=[1, 0, -1]), name="vote_counted_known"
            ),
        ),
        migrations.AddIndex(
            "vote",
            models.Index(
                fields=["idea"],
                condition=Q(IsDistinctFrom(F("value"), F("counted"))) | Q(value=None),
                name="vote_waiting",
            ),
        ),
    ]
