"""Indexes that a unique one makes needless: each slows every release down."""


import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('voting', '0004_all_boards'),
        ('workshops', '0025_left'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='boardentry',
            name='board_idea_once',
        ),
        migrations.AlterField(
            model_name='boardentry',
            name='board',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='voting.board'),
        ),
        migrations.AlterField(
            model_name='boardentry',
            name='idea',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='board_entries', to='workshops.idea'),
        ),
        migrations.AlterField(
            model_name='dailytotal',
            name='idea',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='daily_totals', to='workshops.idea'),
        ),
        migrations.AddConstraint(
            model_name='boardentry',
            constraint=models.UniqueConstraint(models.F('idea'), models.F('board'), name='board_idea_once'),
        ),
    ]
