"""Vectors, suggested codes and places of reading of texts, which go with their words; how true chances are.

The database sees to it, so that no way of changing, hiding or merging a text can forget it.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.db import migrations, models

from ideas_platform.lib.no_samples import keep_no_samples


# TG_ARGV[0]: the column by which the rows name what this table holds.
FUNCTIONS = """
CREATE FUNCTION moderation_forget_likeness_of(name text, keys uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('DELETE FROM moderation_textvector WHERE %I = ANY($1)', name) USING keys;
    EXECUTE format('DELETE FROM moderation_suggestedcodes WHERE %I = ANY($1)', name) USING keys;
    EXECUTE format('DELETE FROM moderation_readingplace WHERE %I = ANY($1)', name) USING keys;
END $$;
CREATE FUNCTION moderation_forget_likeness() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM moderation_forget_likeness_of(TG_ARGV[0], ARRAY[NEW.id]);
    RETURN NULL;
END $$;
CREATE FUNCTION moderation_forget_likeness_of_thread() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM moderation_forget_likeness_of('comment_id',
        ARRAY(SELECT id FROM ideas_comment WHERE idea_id = NEW.id));
    RETURN NULL;
END $$;
CREATE FUNCTION moderation_forget_likeness_of_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM moderation_forget_likeness_of('idea_id', ARRAY[NEW.idea_id]);
    RETURN NULL;
END $$;
CREATE FUNCTION moderation_forget_likeness_with_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM moderation_forget_likeness_of('workshop_id', ARRAY[NEW.id]);
    RETURN NULL;
END $$;
CREATE FUNCTION moderation_forget_shown() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM moderation_showncode WHERE coding_id = OLD.id;
    RETURN OLD;
END $$;
"""
NO_FUNCTIONS = """
DROP FUNCTION moderation_forget_shown();
DROP FUNCTION moderation_forget_likeness_with_key();
DROP FUNCTION moderation_forget_likeness_of_part();
DROP FUNCTION moderation_forget_likeness_of_thread();
DROP FUNCTION moderation_forget_likeness();
DROP FUNCTION moderation_forget_likeness_of(text, uuid[]);
"""
TRIGGERS = """
CREATE TRIGGER moderation_forget_likeness AFTER UPDATE OF {words}, status ON {table} FOR EACH ROW
    WHEN ({changed} OR (OLD.status = 'published' AND NEW.status <> 'published'))
    EXECUTE FUNCTION moderation_forget_likeness('{column}');
"""
WITHOUT = "DROP TRIGGER moderation_forget_likeness ON {table};"
IDEAS = {
    "table": "ideas_idea",
    "column": "idea_id",
    "words": "title, body",
    "changed": "OLD.title IS DISTINCT FROM NEW.title OR OLD.body IS DISTINCT FROM NEW.body",
}
COMMENTS = {
    "table": "ideas_comment",
    "column": "comment_id",
    "words": "body",
    "changed": "OLD.body IS DISTINCT FROM NEW.body",
}
# A new key draws anew what two people code, of which nothing is suggested; a destroyed one takes all with it.
MORE_TRIGGERS = """
-- With an idea its comments are shown no more.
CREATE TRIGGER moderation_forget_likeness_of_thread AFTER UPDATE OF status ON ideas_idea FOR EACH ROW
    WHEN (OLD.status = 'published' AND NEW.status <> 'published')
    EXECUTE FUNCTION moderation_forget_likeness_of_thread();
CREATE TRIGGER moderation_forget_likeness AFTER UPDATE OF body ON moderation_passage FOR EACH ROW
    WHEN (OLD.body IS DISTINCT FROM NEW.body) EXECUTE FUNCTION moderation_forget_likeness('passage_id');
CREATE TRIGGER moderation_forget_likeness AFTER INSERT ON ideas_merge FOR EACH ROW
    EXECUTE FUNCTION moderation_forget_likeness_of_part();
CREATE TRIGGER moderation_forget_likeness AFTER UPDATE OF key_check ON workshops_workshop FOR EACH ROW
    WHEN (OLD.key_check IS DISTINCT FROM NEW.key_check) EXECUTE FUNCTION moderation_forget_likeness_with_key();
CREATE TRIGGER moderation_forget_shown BEFORE DELETE ON moderation_coding FOR EACH ROW
    EXECUTE FUNCTION moderation_forget_shown();
"""
WITHOUT_MORE = """
DROP TRIGGER moderation_forget_shown ON moderation_coding;
DROP TRIGGER moderation_forget_likeness ON workshops_workshop;
DROP TRIGGER moderation_forget_likeness ON ideas_merge;
DROP TRIGGER moderation_forget_likeness ON moderation_passage;
DROP TRIGGER moderation_forget_likeness_of_thread ON ideas_idea;
"""
# A vector nearly is its text, and all of it can be worked out again: it is in no log and no backup.
IN_NO_LOG = """
ALTER TABLE moderation_textvector SET UNLOGGED;
ALTER TABLE moderation_suggestedcodes SET UNLOGGED;
ALTER TABLE moderation_readingplace SET UNLOGGED;
"""
NO_SAMPLES = {"moderation_textvector": ["fingerprint", "vector"], "moderation_suggestedcodes": ["codes", "examples"]}



class Migration(migrations.Migration):

    dependencies = [
        ('ideas', '0009_questions'),
        ('moderation', '0011_other_voices'),
        ('workshops', '0005_reporters_that_hold'),
    ]

    operations = [
        migrations.CreateModel(
            name='Calibration',
            fields=[
                ('workshop', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='calibration', serialize=False, to='workshops.workshop')),
                ('by_meaning', models.BooleanField()),
                ('coded', models.PositiveIntegerField()),
                ('blind', models.PositiveIntegerField()),
                ('error', models.FloatField(null=True)),
                ('digest', models.CharField(max_length=32)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('error', None), ('error__range', (0, 1)), _connector='OR'), name='calibration_error_is_a_share')],
            },
        ),
        migrations.CreateModel(
            name='CalibrationBin',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('tenth', models.PositiveSmallIntegerField()),
                ('number', models.PositiveIntegerField()),
                ('chance', models.FloatField()),
                ('right', models.FloatField()),
                ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='calibration_bins', to='workshops.workshop')),
            ],
            options={
                'ordering': ['tenth'],
                'constraints': [models.UniqueConstraint(fields=('workshop', 'tenth'), name='calibration_bin_once'), models.CheckConstraint(condition=models.Q(('chance__range', (0, 1)), ('number__gt', 0), ('right__range', (0, 1)), ('tenth__lt', 10)), name='calibration_bin_of_shares')],
            },
        ),
        migrations.CreateModel(
            name='ReadingPlace',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('place', models.PositiveIntegerField()),
                ('group_number', models.PositiveIntegerField()),
                ('unstable', models.BooleanField()),
                ('comment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ideas.comment')),
                ('idea', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ideas.idea')),
                ('passage', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='moderation.passage')),
                ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='workshops.workshop')),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('comment', None), ('idea__isnull', False), ('passage', None)), models.Q(('comment__isnull', False), ('idea', None), ('passage', None)), models.Q(('comment', None), ('idea', None), ('passage__isnull', False)), _connector='OR'), name='readingplace_of_one_item'), models.UniqueConstraint(fields=('idea',), name='readingplace_of_an_idea_once'), models.UniqueConstraint(fields=('comment',), name='readingplace_of_a_comment_once'), models.UniqueConstraint(fields=('passage',), name='readingplace_of_a_passage_once')],
            },
        ),
        migrations.CreateModel(
            name='ShownCode',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('chance', models.FloatField(null=True)),
                ('code', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='moderation.code')),
                ('coding', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shown', to='moderation.coding')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('coding', 'code'), name='shown_code_once'), models.CheckConstraint(condition=models.Q(('chance', None), ('chance__range', (0, 1)), _connector='OR'), name='shown_chance_is_a_share')],
            },
        ),
        migrations.CreateModel(
            name='SuggestedCodes',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('codes', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('chances', django.contrib.postgres.fields.ArrayField(base_field=models.FloatField(null=True), size=None)),
                ('examples', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(null=True), size=None)),
                ('comment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ideas.comment')),
                ('idea', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ideas.idea')),
                ('passage', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='moderation.passage')),
                ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='workshops.workshop')),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('comment', None), ('idea__isnull', False), ('passage', None)), models.Q(('comment__isnull', False), ('idea', None), ('passage', None)), models.Q(('comment', None), ('idea', None), ('passage__isnull', False)), _connector='OR'), name='suggestedcodes_of_one_item'), models.UniqueConstraint(fields=('idea',), name='suggestedcodes_of_an_idea_once'), models.UniqueConstraint(fields=('comment',), name='suggestedcodes_of_a_comment_once'), models.UniqueConstraint(fields=('passage',), name='suggestedcodes_of_a_passage_once'), models.CheckConstraint(condition=models.Q(('chances__len', models.F('examples__len')), ('codes__len', models.F('chances__len')), ('codes__len__lte', 5)), name='suggestedcodes_each_with_its_chance')],
            },
        ),
        migrations.CreateModel(
            name='TextVector',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('fingerprint', models.BinaryField(max_length=16)),
                ('vector', models.BinaryField()),
                ('comment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ideas.comment')),
                ('idea', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ideas.idea')),
                ('passage', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='moderation.passage')),
                ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='workshops.workshop')),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('comment', None), ('idea__isnull', False), ('passage', None)), models.Q(('comment__isnull', False), ('idea', None), ('passage', None)), models.Q(('comment', None), ('idea', None), ('passage__isnull', False)), _connector='OR'), name='textvector_of_one_item'), models.UniqueConstraint(fields=('idea',), name='textvector_of_an_idea_once'), models.UniqueConstraint(fields=('comment',), name='textvector_of_a_comment_once'), models.UniqueConstraint(fields=('passage',), name='textvector_of_a_passage_once')],
            },
        ),
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        *[migrations.RunSQL(TRIGGERS.format(**one), WITHOUT.format(**one)) for one in (IDEAS, COMMENTS)],
        migrations.RunSQL(MORE_TRIGGERS, WITHOUT_MORE),
        migrations.RunSQL(IN_NO_LOG, migrations.RunSQL.noop),
        *keep_no_samples(NO_SAMPLES),
    ]
