"""Room for the fingerprint of the files that a workshop was imported from."""

import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workshops', '0002_ground'),
    ]

    operations = [
        migrations.CreateModel(
            name='ImportedWorkshop',
            fields=[
                ('workshop', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='imported_from', serialize=False, to='workshops.workshop')),
                ('digest', models.BinaryField(max_length=32)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(django.db.models.lookups.Exact(django.db.models.functions.text.Length('digest'), 32)), name='imported_workshop_digest_length')],
            },
        ),
    ]
