import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workshops', '0013_notes_of_housekeeping'),
    ]

    operations = [
        migrations.AlterField(
            model_name='idea',
            name='theme',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='%(class)ss', to='workshops.theme', verbose_name='theme'),
        ),
        migrations.AlterField(
            model_name='idea',
            name='workshop',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ideas', to='workshops.workshop', verbose_name='workshop'),
        ),
        migrations.AlterField(
            model_name='invitation',
            name='role',
            field=models.CharField(choices=[('participant', 'participant'), ('design_group', 'design group'), ('organiser', 'organiser')], default='participant', max_length=16, verbose_name='role'),
        ),
        migrations.AlterField(
            model_name='invitation',
            name='workshop',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='workshops.workshop', verbose_name='workshop'),
        ),
        migrations.AlterField(
            model_name='joincode',
            name='code',
            field=models.CharField(max_length=16, unique=True, verbose_name='code'),
        ),
        migrations.AlterField(
            model_name='joincode',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='workshops.organisation', verbose_name='organisation'),
        ),
        migrations.AlterField(
            model_name='joincode',
            name='workshop',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='join_codes', to='workshops.workshop', verbose_name='workshop'),
        ),
        migrations.AlterField(
            model_name='organisation',
            name='borough',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to='workshops.borough', verbose_name='borough'),
        ),
        migrations.AlterField(
            model_name='organisation',
            name='workshop',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='organisations', to='workshops.workshop', verbose_name='workshop'),
        ),
        migrations.AlterField(
            model_name='revision',
            name='theme',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='%(class)ss', to='workshops.theme', verbose_name='theme'),
        ),
        migrations.AlterField(
            model_name='workshop',
            name='cluster_by',
            field=models.CharField(choices=[('organisation', 'organisation'), ('group', 'group'), ('borough', 'borough'), ('none', 'none')], default='organisation', max_length=16, verbose_name='what people are told apart by on boards'),
        ),
        migrations.AlterField(
            model_name='workshop',
            name='common_ground_by',
            field=models.CharField(choices=[('organisation', 'organisation'), ('group', 'group'), ('borough', 'borough'), ('none', 'none')], default='group', max_length=16, verbose_name='what common ground is looked for between'),
        ),
        migrations.AlterField(
            model_name='workshop',
            name='moderation',
            field=models.CharField(choices=[('before', 'before it is published'), ('after', 'after it is published')], default='after', max_length=8, verbose_name='moderation'),
        ),
    ]
