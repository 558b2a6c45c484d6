"""Names of organisations that people type when they join show to others with a snapshot of who joined."""

from django.db import migrations, models

ONCE = ["workshop", "normal_name"]


class Migration(migrations.Migration):
    dependencies = [("workshops", "0031_safeguarding_email_and_may_open")]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="shown",
            field=models.BooleanField(default=True, editable=False),
        ),
        migrations.RemoveConstraint(model_name="organisation", name="organisation_name_once"),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.UniqueConstraint(
                fields=ONCE, condition=models.Q(shown=True), name="organisation_name_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.UniqueConstraint(
                fields=ONCE, condition=models.Q(shown=False), name="organisation_typed_once"
            ),
        ),
    ]
