"""Printed slips: piles, slips that nobody has used, and how their owners sign in again."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from ideas_platform.lib.no_samples import keep_no_samples

QUIET = {"workshops_joiningslip": ["tag"], "workshops_sliplogin": ["tag", "pin_hash", "tries"]}
ADMISSIONS = [
    ("domain", "e-mail domain"),
    ("code", "join code"),
    ("invitation", "invitation"),
    ("import", "import"),
    ("slip", "joining slip"),
]


def key():
    return models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)


class Migration(migrations.Migration):
    dependencies = [("workshops", "0007_invitations_by_list")]

    operations = [
        migrations.AlterField(
            model_name="membership",
            name="admission",
            field=models.CharField(choices=ADMISSIONS, default="domain", max_length=16),
        ),
        migrations.CreateModel(
            name="SlipPile",
            fields=[
                ("id", key()),
                ("number", models.PositiveSmallIntegerField(verbose_name="how many slips")),
                ("made_on", models.DateField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="workshops.organisation",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="slip_piles",
                        to="workshops.workshop",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(number__gte=10),
                        name="slip_pile_is_for_ten_people",
                        violation_error_message="Print at least ten slips at a time.",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="JoiningSlip",
            fields=[
                ("id", key()),
                ("tag", models.BinaryField(max_length=16)),
                (
                    "pile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="slips",
                        to="workshops.slippile",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint("pile", "tag", name="joining_slip_once"),
                    models.CheckConstraint(
                        condition=models.Q(Exact(Length("tag"), 16)), name="joining_slip_tag_length"
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="SlipLogin",
            fields=[
                ("id", key()),
                ("tag", models.BinaryField(max_length=16)),
                ("pin_hash", models.CharField(max_length=128)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="slip_login",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="workshops.workshop"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint("workshop", "tag", name="slip_login_once"),
                    models.CheckConstraint(
                        condition=models.Q(Exact(Length("tag"), 16)), name="slip_login_tag_length"
                    ),
                    models.CheckConstraint(condition=models.Q(tries__lte=50), name="slip_login_tries"),
                ]
            },
        ),
        migrations.AddField(
            model_name="membership",
            name="slip_pile",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="workshops.slippile",
            ),
        ),
        *keep_no_samples(QUIET),
    ]
