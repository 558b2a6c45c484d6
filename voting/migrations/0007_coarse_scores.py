"""Scores in three decimals and organisations in steps: exact ones give votes of few people back."""

from django.db import migrations, models

_OWN = "(SELECT idea.id FROM workshops_idea idea JOIN workshops_workshop workshop ON workshop.id = idea.workshop_id WHERE NOT workshop.imported)"
_STEP = "CASE WHEN clusters >= 50 THEN 50 WHEN clusters >= 25 THEN 25 WHEN clusters >= 10 THEN 10 ELSE 0 END"


def _round(*columns: str) -> str:
    return ", ".join(f"{name} = round({name}::numeric, 3)::float8" for name in columns)


COARSEN = [
    # Otherwise checks of foreign keys wait, and the table cannot be altered in the same transaction.
    "SET CONSTRAINTS ALL IMMEDIATE",
    f"UPDATE voting_total SET spread = least(clusters, 3), clusters = {_STEP}",  # nosec B608
    f"UPDATE voting_boardentry SET clusters = {_STEP}",  # nosec B608
    f"UPDATE voting_total SET top_weight = round(top_weight), {_round('top_score', 'top_high', 'top_share', 'debated_score')},"  # nosec B608
    f" common_ground_score = NULL, common_ground_listed = false WHERE idea_id IN {_OWN}",
    f"UPDATE voting_boardentry SET {_round('score', 'low', 'high', 'share', 'chance')} WHERE idea_id IN {_OWN}",  # nosec B608
    "UPDATE voting_boardentry SET score = 0 WHERE board_id IN (SELECT id FROM voting_board WHERE name = 'common-ground')"  # nosec B608
    f" AND idea_id IN {_OWN}",
    "UPDATE voting_boardentry SET tenths = 0 WHERE board_id IN (SELECT id FROM voting_board WHERE name = 'common-ground')",
    # Groups of fewer than ten are put together when they are fixed: they are, with the next release.
    "UPDATE workshops_workshop SET recompute_all = true, ground_values = NULL"
    " WHERE NOT imported AND (published_at IS NULL OR published_at > now())",
]


class Migration(migrations.Migration):

    dependencies = [
        ('voting', '0006_counted'),
        ('workshops', '0036_unnamed_alone'),
    ]

    operations = [
        migrations.AddField(
            model_name='total',
            name='spread',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.RunSQL(COARSEN, migrations.RunSQL.noop),
        migrations.RemoveField(
            model_name='total',
            name='common_ground_tenths',
        ),
    ]
