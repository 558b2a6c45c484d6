"""An answer waits where what is set now is another than what the last release took."""

from django.db import migrations, models
from django.db.models import F, Q

from ideas_platform.lib.distinct import IsDistinctFrom


class Migration(migrations.Migration):

    dependencies = [
        ("workshops", "0028_answers_counted"),
    ]

    operations = [
        migrations.RemoveIndex("pollanswer", "poll_answer_unreleased"),
        migrations.RemoveField("pollanswer", "released"),
        migrations.AddIndex(
            "pollanswer",
            models.Index(
                fields=["poll"],
                condition=Q(IsDistinctFrom(F("option"), F("counted"))) | Q(option=None),
                name="poll_answer_waiting",
            ),
        ),
    ]
