"""Merging, and undoing it, are decisions like others."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('moderation', '0004_decisions_on_comments'),
        ('workshops', '0022_merges'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='decision',
            name='decision_reason_fits_verdict',
        ),
        migrations.AlterField(
            model_name='decision',
            name='verdict',
            field=models.CharField(choices=[('publish', 'publish'), ('hide', 'hide'), ('merge', 'merge into another'), ('split', 'undo a merge')], max_length=8, verbose_name='decision'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reason', 'fits'), ('verdict__in', ['publish', 'split'])), models.Q(('reason', 'duplicate'), ('verdict', 'merge')), models.Q(('reason__in', ['identifies', 'abusive', 'off_topic', 'duplicate', 'safety']), ('verdict', 'hide')), _connector='OR'), name='decision_reason_fits_verdict'),
        ),
    ]
