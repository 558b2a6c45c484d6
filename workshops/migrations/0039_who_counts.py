"""Who counts in a release, when it is made, and whether a workshop is paused."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

# Fewer than ten would show who wrote what.
ENOUGH = "UPDATE workshops_workshop SET release_people = 10 WHERE release_people < 10 AND NOT practice"


class Migration(migrations.Migration):

    dependencies = [
        ("workshops", "0038_merges_counted"),
    ]

    operations = [
        migrations.CreateModel(
            "DrawnMoment",
            [
                (
                    "workshop",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="drawn_moment",
                        serialize=False,
                        to="workshops.workshop",
                    ),
                ),
                ("moment", models.DateTimeField()),
            ],
            options={"verbose_name": "drawn moment", "verbose_name_plural": "drawn moments"},
        ),
        migrations.AddField(
            "membership",
            "join_code",
            models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="workshops.joincode",
            ),
        ),
        # Who is there already is no newcomer.
        migrations.AddField(
            "membership", "nights_to_wait", models.PositiveSmallIntegerField(default=0, editable=False)
        ),
        migrations.AlterField(
            "membership", "nights_to_wait", models.PositiveSmallIntegerField(default=2, editable=False)
        ),
        migrations.AddField(
            "organisation", "in_first_list", models.BooleanField(default=False, editable=False)
        ),
        migrations.AddField("release", "people", models.PositiveIntegerField(editable=False, null=True)),
        migrations.AddField("workshop", "first_list_noted", models.BooleanField(default=False, editable=False)),
        migrations.AddField("workshop", "paused", models.BooleanField(default=False, editable=False)),
        migrations.AddField("workshop", "resumed_at", models.DateTimeField(editable=False, null=True)),
        migrations.AddField(
            "workshop",
            "release_within",
            models.PositiveSmallIntegerField(
                "longest wait once a release is due, in minutes",
                default=1440,
                help_text=(
                    "1440 is a day. Less only for a day on which everybody is in one room: the page says so."
                ),
            ),
        ),
        migrations.RemoveConstraint("workshop", "workshop_release_people"),
        migrations.RunSQL(ENOUGH, migrations.RunSQL.noop),
        migrations.AddConstraint(
            "workshop",
            models.CheckConstraint(
                condition=Q(release_people__gte=10) | Q(practice=True, release_people__gte=1),
                name="workshop_release_people",
                violation_error_message="A release needs at least ten people; fewer only in a practice workshop.",
            ),
        ),
        migrations.AddConstraint(
            "workshop",
            models.CheckConstraint(
                condition=Q(release_within__gte=10) & Q(release_within__lte=1440),
                name="workshop_release_within",
                violation_error_message="The longest wait is from 10 minutes to a day (1440 minutes).",
            ),
        ),
        migrations.AddConstraint(
            "release",
            models.CheckConstraint(
                condition=Q(people=None) | Q(people=5 * (F("people") / 5)),
                name="release_people_rounded",
                violation_error_message="A number of people in a release is kept rounded to fives.",
            ),
        ),
    ]
