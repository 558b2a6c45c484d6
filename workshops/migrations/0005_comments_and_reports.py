"""Comments two levels deep, reports, and what authors want changed with the next release."""

import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import django.db.models.lookups
import uuid
import workshops.models.contributions
from django.db import migrations, models

# One statement sees parent and idea together, so that no reply ends up below a reply or in another thread.
TWO_LEVELS = """
CREATE FUNCTION workshops_comment_two_levels() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM workshops_comment above
        WHERE above.id = NEW.parent_id AND above.id <> NEW.id AND above.parent_id IS NULL
            AND above.idea_id = NEW.idea_id
    ) OR EXISTS (SELECT FROM workshops_comment below WHERE below.parent_id = NEW.id) THEN
        RAISE EXCEPTION 'a reply is to a comment of the same thread that is no reply itself'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER workshops_comment_two_levels BEFORE INSERT OR UPDATE OF parent_id, idea_id ON workshops_comment
    FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL) EXECUTE FUNCTION workshops_comment_two_levels();
"""
ANY_LEVEL = """
DROP TRIGGER workshops_comment_two_levels ON workshops_comment;
DROP FUNCTION workshops_comment_two_levels();
"""
# Samples of column values that the planner keeps would show texts and tags to whoever reads pg_stats.
QUIET = {
    "workshops_comment": ["body", "thread_tag"],
    "workshops_report": ["tag"],
    "workshops_revision": ["title", "body"],
}


class Migration(migrations.Migration):

    dependencies = [
        ('workshops', '0004_authenticators_without_times'),
    ]

    operations = [
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('ref', models.CharField(default=workshops.models.contributions.random_reference, editable=False, max_length=16, unique=True, verbose_name='reference')),
                ('thread_tag', models.BinaryField(max_length=16)),
                ('status', models.CharField(choices=[('waiting', 'waiting for the next release'), ('in_review', 'with the design group'), ('published', 'published'), ('hidden', 'hidden'), ('withdrawn', 'withdrawn')], default='waiting', max_length=12, verbose_name='state')),
                ('reviewed', models.BooleanField(default=False, verbose_name='looked at')),
                ('leaving', models.BooleanField(default=False, editable=False)),
                ('waiting_since', models.DateField(editable=False, null=True)),
                ('published_on', models.DateField(editable=False, null=True, verbose_name='released on')),
                ('intent', models.CharField(choices=[('build', 'Builds on it'), ('challenge', 'Challenges it'), ('question', 'Asks a question')], max_length=12, verbose_name='intent')),
                ('body', models.TextField(max_length=2000, verbose_name='text')),
            ],
            options={
                'verbose_name': 'comment',
                'verbose_name_plural': 'comments',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('pk', models.CompositePrimaryKey('item', 'tag', blank=True, editable=False, primary_key=True, serialize=False)),
                ('item', models.UUIDField(editable=False)),
                ('tag', models.BinaryField(max_length=16)),
                ('reason', models.CharField(choices=[('identifies', 'It could show who somebody is'), ('abusive', 'It attacks a person'), ('off_topic', 'It is not about this workshop'), ('duplicate', 'It is here twice'), ('safety', 'Somebody may be at risk')], max_length=12, verbose_name='reason')),
                ('released', models.BooleanField(default=False)),
            ],
            options={
                'verbose_name': 'report',
                'verbose_name_plural': 'reports',
            },
        ),
        migrations.CreateModel(
            name='Revision',
            fields=[
                ('intent', models.CharField(choices=[('build', 'Build on it'), ('challenge', 'Challenge it'), ('replace', 'Replace it'), ('block', 'Gets in the way'), ('new', 'New idea')], default='new', max_length=12, verbose_name='intent')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('body', models.TextField(max_length=6000, verbose_name='text')),
                ('idea', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='revision', serialize=False, to='workshops.idea')),
            ],
            options={
                'verbose_name': 'revision',
                'verbose_name_plural': 'revisions',
            },
        ),
        migrations.RemoveIndex(
            model_name='idea',
            name='idea_waiting',
        ),
        migrations.AddField(
            model_name='idea',
            name='leaving',
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name='idea',
            name='settled',
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AlterField(
            model_name='idea',
            name='theme',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='%(class)ss', to='workshops.theme'),
        ),
        migrations.AddIndex(
            model_name='idea',
            index=models.Index(condition=models.Q(('status', 'waiting'), ('leaving', True), _connector='OR'), fields=['workshop'], name='idea_pending'),
        ),
        migrations.AddConstraint(
            model_name='idea',
            constraint=models.CheckConstraint(condition=models.Q(('leaving', False), models.Q(('status__in', ['waiting', 'withdrawn']), _negated=True), _connector='OR'), name='idea_leaves_only_what_is_there'),
        ),
        migrations.AddField(
            model_name='comment',
            name='idea',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='workshops.idea'),
        ),
        migrations.AddField(
            model_name='comment',
            name='parent',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='replies', to='workshops.comment'),
        ),
        migrations.AddField(
            model_name='report',
            name='comment',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='workshops.comment'),
        ),
        migrations.AddField(
            model_name='report',
            name='idea',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='workshops.idea'),
        ),
        migrations.AddField(
            model_name='revision',
            name='theme',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='%(class)ss', to='workshops.theme'),
        ),
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(fields=['thread_tag'], name='comment_thread_tag'),
        ),
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(fields=['idea', 'status'], name='comment_thread'),
        ),
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(condition=models.Q(('status', 'waiting'), ('leaving', True), _connector='OR'), fields=['idea'], name='comment_pending'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.Exact(django.db.models.functions.text.Length('thread_tag'), 16), name='comment_thread_tag_length'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('published_on', None), ('status', 'waiting')), models.Q(models.Q(('status', 'waiting'), _negated=True), ('waiting_since', None)), _connector='OR'), name='comment_dates_fit_its_state'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(('leaving', False), models.Q(('status__in', ['waiting', 'withdrawn']), _negated=True), _connector='OR'), name='comment_leaves_only_what_is_there'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('body'), 2000), name='comment_body_length'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(('intent__in', ['build', 'challenge', 'question'])), name='comment_intent_known'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(condition=models.Q(('released', False)), fields=['idea'], name='report_unreleased'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.Exact(django.db.models.functions.text.Length('tag'), 16), name='report_tag_length'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(('item', django.db.models.functions.comparison.Coalesce(models.F('comment'), models.F('idea')))), name='report_item_is_what_it_is_about'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(('reason__in', ['identifies', 'abusive', 'off_topic', 'duplicate', 'safety'])), name='report_reason_known'),
        ),
        migrations.RunSQL(TWO_LEVELS, ANY_LEVEL),
        *[
            migrations.RunSQL(
                f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS 0",
                f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS -1",
            )
            for table, columns in QUIET.items()
            for column in columns
        ],
    ]
