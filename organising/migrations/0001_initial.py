import django.db.models.deletion
import uuid
from django.db import migrations, models

from ideas_platform.lib.new_tables import CreateTables


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('organising', '0002_idea_imports'),
    ]

    dependencies = [
        ('workshops', '0001_initial'),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='Workforce',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('people', models.PositiveIntegerField()),
                    ('borough', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='workshops.borough')),
                    ('group', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='workshops.group')),
                    ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='workforces', to='workshops.workshop')),
                ],
                options={
                    'constraints': [
                        models.UniqueConstraint(fields=('workshop', 'borough'), name='workforce_once_a_borough'),
                        models.UniqueConstraint(fields=('workshop', 'group'), name='workforce_once_a_group'),
                        models.CheckConstraint(condition=models.Q(models.Q(('borough', None), ('group__isnull', False)), models.Q(('borough__isnull', False), ('group', None)), _connector='OR'), name='workforce_of_borough_or_group'),
                        models.CheckConstraint(condition=models.Q(('people__gte', 1), ('people__lte', 10000000)), name='workforce_is_a_number_of_people'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='IdeaImport',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('words', models.CharField(max_length=120)),
                    ('answers', models.PositiveIntegerField(null=True)),
                    ('digest', models.CharField(max_length=64)),
                    ('rows', models.JSONField()),
                    ('number', models.PositiveIntegerField()),
                    ('checked', models.PositiveIntegerField(default=0)),
                    ('held', models.JSONField(default=list)),
                    ('problem', models.CharField(blank=True, choices=[('closed', 'The workshop had closed before all of it was checked.'), ('theme', 'A theme was taken away before all of it was checked. Send the file again.'), ('failed', 'Something went wrong on our side. Send the file again. If that fails too, tell who runs this site.')], default='', max_length=10)),
                    ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='workshops.workshop')),
                ],
                options={
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('checked__lte', models.F('number'))), name='idea_import_checks_what_it_has'),
                        models.CheckConstraint(condition=models.Q(('problem', ''), ('rows', models.Value([], models.JSONField())), _connector='OR'), name='idea_import_with_problem_is_empty'),
                    ],
                },
            ),
        ]),
    ]
