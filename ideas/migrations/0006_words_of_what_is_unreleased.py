"""One word for each state: *unreleased*, *withdrawal pending*."""

from django.db import migrations, models


def rename_state(table: str) -> migrations.RunSQL:
    """Give what waits for a release the new name of its state."""
    change = "UPDATE {} SET status = '{}' WHERE status = '{}'"
    return migrations.RunSQL(
        change.format(table, "unreleased", "waiting"), change.format(table, "waiting", "unreleased")
    )


class Migration(migrations.Migration):

    dependencies = [
        ('ideas', '0005_signs_beside_words'),
        ('workshops', '0002_beside_the_tables'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='comment',
            name='comment_dates_fit_its_state',
        ),
        migrations.RemoveConstraint(
            model_name='comment',
            name='comment_leaves_only_what_is_there',
        ),
        migrations.RemoveConstraint(
            model_name='idea',
            name='idea_dates_fit_its_state',
        ),
        migrations.RemoveConstraint(
            model_name='idea',
            name='idea_leaves_only_what_is_there',
        ),
        migrations.RemoveIndex(
            model_name='comment',
            name='comment_pending',
        ),
        migrations.RemoveIndex(
            model_name='idea',
            name='idea_pending',
        ),
        migrations.RenameField(
            model_name='comment',
            old_name='leaving',
            new_name='withdrawal_pending',
        ),
        migrations.RenameField(
            model_name='idea',
            old_name='leaving',
            new_name='withdrawal_pending',
        ),
        migrations.AlterField(
            model_name='comment',
            name='status',
            field=models.CharField(choices=[('unreleased', 'waiting for the next release'), ('in_review', 'with the design group'), ('published', 'published'), ('hidden', 'hidden'), ('withdrawn', 'taken back'), ('lapsed', 'came too late to be shown')], default='unreleased', max_length=12, verbose_name='state'),
        ),
        migrations.AlterField(
            model_name='idea',
            name='status',
            field=models.CharField(choices=[('unreleased', 'waiting for the next release'), ('in_review', 'with the design group'), ('published', 'published'), ('hidden', 'hidden'), ('withdrawn', 'taken back'), ('lapsed', 'came too late to be shown')], default='unreleased', max_length=12, verbose_name='state'),
        ),
        rename_state("ideas_idea"),
        rename_state("ideas_comment"),
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(condition=models.Q(('status', 'unreleased'), ('withdrawal_pending', True), _connector='OR'), fields=['idea'], name='comment_pending'),
        ),
        migrations.AddIndex(
            model_name='idea',
            index=models.Index(condition=models.Q(('status', 'unreleased'), ('withdrawal_pending', True), _connector='OR'), fields=['workshop'], name='idea_pending'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('published_on', None), ('status', 'unreleased')), models.Q(models.Q(('status', 'unreleased'), _negated=True), ('waiting_since', None)), _connector='OR'), name='comment_dates_fit_its_state'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawal_pending', False), models.Q(('status__in', ['unreleased', 'withdrawn']), _negated=True), _connector='OR'), name='comment_leaves_only_what_is_there'),
        ),
        migrations.AddConstraint(
            model_name='idea',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('published_on', None), ('status', 'unreleased')), models.Q(models.Q(('status', 'unreleased'), _negated=True), ('waiting_since', None)), _connector='OR'), name='idea_dates_fit_its_state'),
        ),
        migrations.AddConstraint(
            model_name='idea',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawal_pending', False), models.Q(('status__in', ['unreleased', 'withdrawn']), _negated=True), _connector='OR'), name='idea_leaves_only_what_is_there'),
        ),
    ]
