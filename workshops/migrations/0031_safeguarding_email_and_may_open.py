"""To whom a danger is told at once, and whether a date that comes opens the workshop.

What is there already stays open, or opens as it would have.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workshops", "0030_uses_of_codes")]

    operations = [
        migrations.AddField(
            model_name="workshop",
            name="safeguarding_email",
            field=models.EmailField(
                blank=True,
                default="",
                max_length=254,
                help_text="When somebody reports a danger, the text alone is mailed here at once. "
                "No name goes with it.",
                verbose_name="safeguarding contact: e-mail",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="workshop",
            name="may_open",
            field=models.BooleanField(db_default=True, default=True, editable=False),
        ),
    ]
