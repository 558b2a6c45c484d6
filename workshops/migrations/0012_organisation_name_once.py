"""In one workshop no two organisations have the same name, whatever its capitals and spaces."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workshops", "0011_organisation_normal_names")]

    operations = [
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.UniqueConstraint(
                models.F("workshop"), models.F("normal_name"), name="organisation_name_once"
            ),
        ),
    ]
