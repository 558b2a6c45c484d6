"""Whether people without an organisation count each by themselves."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workshops', '0035_staff_and_invitations'),
    ]

    operations = [
        migrations.AddField(
            model_name='workshop',
            name='unnamed_alone',
            field=models.BooleanField(default=False, editable=False),
        ),
    ]
