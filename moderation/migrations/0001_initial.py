import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.db.models.lookups
import ideas_platform.lib.references
import uuid
from django.db import migrations, models

from ideas_platform.lib.new_tables import CreateTables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('ideas', '0001_initial'),
        ('workshops', '0001_initial'),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='Decision',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('verdict', models.CharField(choices=[('publish', 'publish'), ('hide', 'hide'), ('merge', 'merge into another'), ('split', 'undo a merge'), ('mask', 'cover words'), ('mute', 'let its author write no more'), ('unmute', 'let its author write again'), ('undo', 'undo a decision'), ('note', 'add an editor’s note'), ('unnote', 'take an editor’s note away'), ('uphold', 'leave hidden after a second look'), ('take_out', 'take out for its author'), ('refuse', 'not cover what its author asked'), ('ask', 'ask its author')], max_length=8, verbose_name='decision')),
                    ('reason', models.CharField(choices=[('fits', 'fits the policy'), ('identifies', 'could identify a person'), ('abusive', 'attacks a person'), ('off_topic', 'not about this workshop'), ('duplicate', 'sent twice'), ('safety', 'somebody may be at risk'), ('asked', 'its author asked for it')], max_length=12, verbose_name='reason')),
                    ('note', models.CharField(blank=True, max_length=500, verbose_name='note')),
                    ('decided_on', models.DateField(db_default=django.db.models.functions.datetime.TruncDate(django.db.models.functions.datetime.Now()), verbose_name='decided on')),
                    ('comment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='ideas.comment')),
                    ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='workshops.membership')),
                    ('idea', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='ideas.idea')),
                    ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='workshops.workshop')),
                    ('told', models.CharField(blank=True, db_default='', max_length=300, verbose_name='words for its author')),
                    ('undoes', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='undone_by', to='moderation.decision')),
                    ('waited', models.PositiveSmallIntegerField(null=True, verbose_name='days it waited')),
                    ('reports_answered', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), blank=True, default=list, editable=False, size=None)),
                    ('into', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ideas.idea')),
                    ('is_second_look', models.BooleanField(db_default=False, default=False, editable=False)),
                ],
                options={
                    'verbose_name': 'decision',
                    'verbose_name_plural': 'decisions',
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(models.Q(('comment', None), ('idea__isnull', False)), models.Q(('comment__isnull', False), ('idea', None)), _connector='OR'), name='decision_about_one_item'),
                        models.CheckConstraint(condition=models.Q(models.Q(('undoes__isnull', False), ('verdict', 'undo')), models.Q(models.Q(('verdict', 'undo'), _negated=True), ('undoes', None)), _connector='OR'), name='decision_undoes_what_it_says'),
                        models.CheckConstraint(condition=models.Q(('verdict', 'merge'), ('into', None), _connector='OR'), name='decision_into_only_of_merges'),
                        models.CheckConstraint(condition=models.Q(models.Q(('reason', 'fits'), ('verdict__in', ['publish', 'split', 'unmute', 'undo', 'note', 'unnote', 'refuse'])), models.Q(('reason', 'duplicate'), ('verdict', 'merge')), models.Q(('reason__in', ['identifies', 'abusive', 'safety', 'asked']), ('verdict', 'mask')), models.Q(('reason', 'asked'), ('verdict', 'take_out')), models.Q(('reason__in', ['identifies', 'abusive', 'off_topic', 'duplicate']), ('verdict', 'ask')), models.Q(('reason__in', ['identifies', 'abusive', 'off_topic', 'duplicate', 'safety']), ('verdict__in', ['hide', 'mute', 'uphold'])), _connector='OR'), name='decision_reason_fits_verdict'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Claim',
                fields=[
                    ('item', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ('until', models.DateTimeField()),
                    ('claimed_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='workshops.membership')),
                    ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='workshops.workshop')),
                ],
                options={
                    'constraints': [
                        models.UniqueConstraint(fields=('claimed_by',), name='claim_one_at_a_time'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='ReasonTemplate',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('reason', models.CharField(choices=[('fits', 'fits the policy'), ('identifies', 'could identify a person'), ('abusive', 'attacks a person'), ('off_topic', 'not about this workshop'), ('duplicate', 'sent twice'), ('safety', 'somebody may be at risk'), ('asked', 'its author asked for it')], max_length=12, verbose_name='reason')),
                    ('words', models.CharField(max_length=300, verbose_name='words')),
                    ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reason_templates', to='workshops.workshop')),
                ],
                options={
                    'verbose_name': 'words for a reason',
                    'verbose_name_plural': 'words for reasons',
                    'constraints': [
                        models.UniqueConstraint(fields=('workshop', 'reason', 'words'), name='reason_template_once_in_a_workshop'),
                        models.CheckConstraint(condition=models.Q(('reason__in', ['identifies', 'abusive', 'off_topic', 'duplicate', 'safety'])), name='reason_template_reason_known'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Undo',
                fields=[
                    ('item', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ('press', models.UUIDField(db_index=True)),
                    ('until', models.DateTimeField()),
                    ('status', models.CharField(max_length=12)),
                    ('reviewed', models.BooleanField()),
                    ('held', models.BooleanField()),
                    ('published_on', models.DateField(null=True)),
                    ('review_since', models.DateField(null=True)),
                    ('decision', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='moderation.decision')),
                    ('approved', models.BooleanField(db_default=False)),
                    ('held_by_reports', models.BooleanField(db_default=False)),
                    ('words', models.CharField(blank=True, default='', max_length=300)),
                ],
            ),
            migrations.CreateModel(
                name='EditorsNote',
                fields=[
                    ('idea', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='editors_note', serialize=False, to='ideas.idea')),
                    ('words', models.CharField(max_length=300, verbose_name='editor’s note')),
                    ('written_on', models.DateField(db_default=django.db.models.functions.datetime.TruncDate(django.db.models.functions.datetime.Now()), verbose_name='written on')),
                    ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='workshops.membership')),
                ],
                options={
                    'verbose_name': 'editor’s note',
                    'verbose_name_plural': 'editor’s notes',
                },
            ),
            migrations.CreateModel(
                name='Code',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=60, verbose_name='code')),
                    ('definition', models.CharField(blank=True, max_length=500, verbose_name='what it means')),
                    ('example', models.CharField(blank=True, max_length=300, verbose_name='example')),
                    ('letter', models.CharField(blank=True, max_length=1)),
                    ('version', models.PositiveSmallIntegerField(default=1)),
                    ('merged_into', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='merged', to='moderation.code')),
                    ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='children', to='moderation.code')),
                    ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='codes', to='workshops.workshop')),
                ],
                options={
                    'verbose_name': 'code',
                    'verbose_name_plural': 'codes',
                    'constraints': [
                        models.UniqueConstraint(models.F('workshop'), django.db.models.functions.text.Lower('name'), condition=models.Q(('merged_into', None)), name='code_name_once_in_a_workshop'),
                        models.UniqueConstraint(condition=models.Q(('merged_into', None), models.Q(('letter', ''), _negated=True)), fields=('workshop', 'letter'), name='code_letter_once_in_a_workshop'),
                        models.CheckConstraint(condition=models.Q(('parent', models.F('id')), _negated=True), name='code_is_not_its_own_parent'),
                        models.CheckConstraint(condition=models.Q(('merged_into', models.F('id')), _negated=True), name='code_is_not_merged_into_itself'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='CodeVersion',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('number', models.PositiveSmallIntegerField()),
                    ('deed', models.CharField(choices=[('add', 'added'), ('change', 'changed'), ('merge', 'merged into another'), ('part', 'parted again'), ('split', 'split into others')], max_length=6)),
                    ('name', models.CharField(max_length=60)),
                    ('definition', models.CharField(blank=True, max_length=500)),
                    ('example', models.CharField(blank=True, max_length=300)),
                    ('parent_name', models.CharField(blank=True, max_length=60)),
                    ('others', models.CharField(blank=True, max_length=372)),
                    ('changed_on', models.DateField(db_default=django.db.models.functions.datetime.TruncDate(django.db.models.functions.datetime.Now()))),
                    ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='workshops.membership')),
                    ('code', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='moderation.code')),
                ],
                options={
                    'constraints': [
                        models.UniqueConstraint(fields=('code', 'number'), name='code_version_numbered_once'),
                        models.CheckConstraint(condition=models.Q(('deed__in', ['add', 'change', 'merge', 'part', 'split'])), name='code_version_deed_known'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='CodingClaim',
                fields=[
                    ('claimed_by', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='workshops.membership')),
                    ('item', models.UUIDField()),
                    ('reader', models.PositiveSmallIntegerField()),
                    ('until', models.DateTimeField()),
                    ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='workshops.workshop')),
                ],
                options={
                    'constraints': [
                        models.UniqueConstraint(fields=('item', 'reader'), name='coding_claim_once_for_a_reader'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='DailyLetterRefusal',
                fields=[
                    ('refused_by', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='workshops.membership')),
                ],
            ),
            migrations.CreateModel(
                name='ThemeAssignment',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('assigned_to', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='workshops.membership')),
                    ('theme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='workshops.theme')),
                ],
                options={
                    'constraints': [
                        models.UniqueConstraint(fields=('theme', 'assigned_to'), name='theme_assignment_once'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='OtherVoice',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('source', models.CharField(choices=[('focus_group', 'focus group'), ('interview', 'interview'), ('event', 'event'), ('literature', 'literature'), ('paper_forms', 'paper forms')], max_length=12, verbose_name='source')),
                    ('stream', models.CharField(choices=[('staff', 'staff'), ('service_users', 'service users and carers'), ('literature', 'literature')], max_length=14, verbose_name='whose voice')),
                    ('title', models.CharField(max_length=120, verbose_name='title')),
                    ('people', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='number of people')),
                    ('held_on', models.DateField(blank=True, null=True, verbose_name='date')),
                    ('place', models.CharField(blank=True, max_length=120, verbose_name='place')),
                    ('notes_by', models.CharField(blank=True, max_length=120, verbose_name='who took the notes')),
                    ('reference', models.CharField(blank=True, max_length=500, verbose_name='reference')),
                    ('version', models.PositiveSmallIntegerField(default=1)),
                    ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='other_voices', to='workshops.workshop')),
                ],
                options={
                    'verbose_name': 'other voice',
                    'verbose_name_plural': 'other voices',
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('source__in', ['focus_group', 'interview', 'event', 'literature', 'paper_forms'])), name='other_voice_source_known'),
                        models.CheckConstraint(condition=models.Q(('stream__in', ['staff', 'service_users', 'literature'])), name='other_voice_stream_known'),
                        models.CheckConstraint(condition=models.Q(models.Q(('source', 'literature'), ('stream', 'literature')), models.Q(models.Q(('source', 'literature'), _negated=True), models.Q(('stream', 'literature'), _negated=True)), _connector='OR'), name='other_voice_stream_fits_source'),
                        models.CheckConstraint(condition=models.Q(('people', None), ('people__gt', 0), _connector='OR'), name='other_voice_of_somebody'),
                        models.UniqueConstraint(models.F('workshop'), django.db.models.functions.text.Lower('title'), name='other_voice_title_once'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Passage',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('ref', models.CharField(default=ideas_platform.lib.references.random_reference, editable=False, max_length=16, unique=True)),
                    ('number', models.PositiveIntegerField()),
                    ('body', models.TextField(max_length=4000, verbose_name='passage')),
                    ('voice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='passages', to='moderation.othervoice')),
                ],
                options={
                    'verbose_name': 'passage',
                    'verbose_name_plural': 'passages',
                    'constraints': [
                        models.UniqueConstraint(fields=('voice', 'number'), name='passage_number_once'),
                        models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('body'), 4000), name='passage_body_length'),
                        models.CheckConstraint(condition=django.db.models.lookups.GreaterThan(django.db.models.functions.text.Length('body'), 0), name='passage_has_words'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Coding',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('reader', models.PositiveSmallIntegerField()),
                    ('blind', models.BooleanField()),
                    ('stale', models.BooleanField(default=False)),
                    ('coded_on', models.DateField(db_default=django.db.models.functions.datetime.TruncDate(django.db.models.functions.datetime.Now()))),
                    ('coder', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='workshops.membership')),
                    ('comment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='codings', to='ideas.comment')),
                    ('idea', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='codings', to='ideas.idea')),
                    ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='codings', to='workshops.workshop')),
                    ('passage', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='codings', to='moderation.passage')),
                    ('item', models.GeneratedField(db_persist=True, expression=django.db.models.functions.comparison.Coalesce('idea', 'comment', 'passage'), output_field=models.UUIDField())),
                    ('readable', models.BooleanField(default=True, editable=False)),
                ],
                options={
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('reader__in', (1, 2))), name='coding_reader_known'),
                        models.UniqueConstraint(fields=('idea', 'reader'), name='coding_of_an_idea_by_two'),
                        models.UniqueConstraint(fields=('comment', 'reader'), name='coding_of_a_comment_by_two'),
                        models.UniqueConstraint(fields=('idea', 'coder'), name='coding_of_an_idea_once'),
                        models.UniqueConstraint(fields=('comment', 'coder'), name='coding_of_a_comment_once'),
                        models.CheckConstraint(condition=models.Q(models.Q(('comment', None), ('idea__isnull', False), ('passage', None)), models.Q(('comment__isnull', False), ('idea', None), ('passage', None)), models.Q(('comment', None), ('idea', None), ('passage__isnull', False)), _connector='OR'), name='coding_of_one_item'),
                        models.UniqueConstraint(fields=('passage', 'reader'), name='coding_of_a_passage_by_two'),
                        models.UniqueConstraint(fields=('passage', 'coder'), name='coding_of_a_passage_once'),
                    ],
                    'indexes': [
                        models.Index(fields=['item', 'reader'], name='coding_item'),
                        models.Index(condition=models.Q(('readable', True), ('stale', False)), fields=['workshop', 'item', 'id'], name='coding_counting'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='ChosenCode',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('suggested', models.BooleanField(default=False)),
                    ('code', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='chosen', to='moderation.code')),
                    ('coding', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='chosen', to='moderation.coding')),
                ],
                options={
                    'constraints': [
                        models.UniqueConstraint(fields=('coding', 'code'), name='chosen_code_once'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Quote',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('in_title', models.BooleanField()),
                    ('start', models.PositiveSmallIntegerField()),
                    ('length', models.PositiveSmallIntegerField()),
                    ('coding', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='quotes', to='moderation.coding')),
                ],
                options={
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('length__gt', 0)), name='quote_has_words'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Settlement',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('applies', models.BooleanField()),
                    ('settled_on', models.DateField(db_default=django.db.models.functions.datetime.TruncDate(django.db.models.functions.datetime.Now()))),
                    ('code', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='moderation.code')),
                    ('comment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ideas.comment')),
                    ('idea', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ideas.idea')),
                    ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='workshops.membership')),
                    ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='settlements', to='workshops.workshop')),
                    ('passage', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='moderation.passage')),
                ],
                options={
                    'constraints': [
                        models.UniqueConstraint(fields=('idea', 'code'), name='settlement_of_an_idea_once'),
                        models.UniqueConstraint(fields=('comment', 'code'), name='settlement_of_a_comment_once'),
                        models.CheckConstraint(condition=models.Q(models.Q(('comment', None), ('idea__isnull', False), ('passage', None)), models.Q(('comment__isnull', False), ('idea', None), ('passage', None)), models.Q(('comment', None), ('idea', None), ('passage__isnull', False)), _connector='OR'), name='settlement_of_one_item'),
                        models.UniqueConstraint(fields=('passage', 'code'), name='settlement_of_a_passage_once'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='PaperForm',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('number', models.PositiveSmallIntegerField(verbose_name='number on the form')),
                    ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='workshops.membership')),
                    ('voice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='forms', to='moderation.othervoice')),
                    ('passage', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='form', to='moderation.passage')),
                ],
                options={
                    'constraints': [
                        models.UniqueConstraint(fields=('voice', 'number'), name='paper_form_number_once'),
                        models.CheckConstraint(condition=models.Q(('number__gt', 0)), name='paper_form_is_numbered'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Keying',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('reader', models.PositiveSmallIntegerField()),
                    ('body', models.TextField(max_length=4000, verbose_name='what stands on the form')),
                    ('keyed_on', models.DateField(db_default=django.db.models.functions.datetime.TruncDate(django.db.models.functions.datetime.Now()))),
                    ('keyed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='workshops.membership')),
                    ('form', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='keyings', to='moderation.paperform')),
                ],
                options={
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('reader__in', (1, 2))), name='keying_reader_known'),
                        models.UniqueConstraint(fields=('form', 'reader'), name='keying_of_a_form_by_two'),
                        models.UniqueConstraint(fields=('form', 'keyed_by'), name='keying_of_a_form_once'),
                        models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('body'), 4000), name='keying_body_length'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='SentFile',
                fields=[
                    ('sent_by', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='workshops.membership')),
                    ('key', models.UUIDField(default=uuid.uuid4, editable=False)),
                    ('rows', models.JSONField()),
                    ('until', models.DateTimeField()),
                    ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='workshops.workshop')),
                ],
            ),
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
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('error', None), ('error__range', (0, 1)), _connector='OR'), name='calibration_error_is_a_share'),
                    ],
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
                    'constraints': [
                        models.UniqueConstraint(fields=('workshop', 'tenth'), name='calibration_bin_once'),
                        models.CheckConstraint(condition=models.Q(('chance__range', (0, 1)), ('number__gt', 0), ('right__range', (0, 1)), ('tenth__lt', 10)), name='calibration_bin_of_shares'),
                    ],
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
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(models.Q(('comment', None), ('idea__isnull', False), ('passage', None)), models.Q(('comment__isnull', False), ('idea', None), ('passage', None)), models.Q(('comment', None), ('idea', None), ('passage__isnull', False)), _connector='OR'), name='readingplace_of_one_item'),
                        models.UniqueConstraint(fields=('idea',), name='readingplace_of_an_idea_once'),
                        models.UniqueConstraint(fields=('comment',), name='readingplace_of_a_comment_once'),
                        models.UniqueConstraint(fields=('passage',), name='readingplace_of_a_passage_once'),
                    ],
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
                    'constraints': [
                        models.UniqueConstraint(fields=('coding', 'code'), name='shown_code_once'),
                        models.CheckConstraint(condition=models.Q(('chance', None), ('chance__range', (0, 1)), _connector='OR'), name='shown_chance_is_a_share'),
                    ],
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
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(models.Q(('comment', None), ('idea__isnull', False), ('passage', None)), models.Q(('comment__isnull', False), ('idea', None), ('passage', None)), models.Q(('comment', None), ('idea', None), ('passage__isnull', False)), _connector='OR'), name='suggestedcodes_of_one_item'),
                        models.UniqueConstraint(fields=('idea',), name='suggestedcodes_of_an_idea_once'),
                        models.UniqueConstraint(fields=('comment',), name='suggestedcodes_of_a_comment_once'),
                        models.UniqueConstraint(fields=('passage',), name='suggestedcodes_of_a_passage_once'),
                        models.CheckConstraint(condition=models.Q(('chances__len', models.F('examples__len')), ('codes__len', models.F('chances__len')), ('codes__len__lte', 5)), name='suggestedcodes_each_with_its_chance'),
                    ],
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
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(models.Q(('comment', None), ('idea__isnull', False), ('passage', None)), models.Q(('comment__isnull', False), ('idea', None), ('passage', None)), models.Q(('comment', None), ('idea', None), ('passage__isnull', False)), _connector='OR'), name='textvector_of_one_item'),
                        models.UniqueConstraint(fields=('idea',), name='textvector_of_an_idea_once'),
                        models.UniqueConstraint(fields=('comment',), name='textvector_of_a_comment_once'),
                        models.UniqueConstraint(fields=('passage',), name='textvector_of_a_passage_once'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='OmissionSample',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('number', models.PositiveSmallIntegerField()),
                    ('size', models.PositiveSmallIntegerField()),
                    ('published', models.PositiveIntegerField()),
                    ('seed', models.CharField(max_length=32)),
                    ('drawn_on', models.DateField(db_default=django.db.models.functions.datetime.TruncDate(django.db.models.functions.datetime.Now()))),
                    ('drawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='workshops.membership')),
                    ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='omission_samples', to='workshops.workshop')),
                ],
                options={
                    'constraints': [
                        models.UniqueConstraint(fields=('workshop', 'number'), name='omission_sample_numbered_once'),
                        models.CheckConstraint(condition=models.Q(('size__gt', 0), ('size__lte', models.F('published'))), name='omission_sample_is_part_of_all'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='SampledText',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('answer', models.CharField(blank=True, choices=[('stands', 'stands in the result'), ('missing', 'a point is missing'), ('unclear', 'cannot be told')], max_length=7)),
                    ('point', models.CharField(blank=True, max_length=300)),
                    ('softened', models.BooleanField(default=False)),
                    ('read_on', models.DateField(null=True)),
                    ('comment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ideas.comment')),
                    ('idea', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ideas.idea')),
                    ('read_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='workshops.membership')),
                    ('sample', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='moderation.omissionsample')),
                ],
                options={
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(models.Q(('comment', None), ('idea__isnull', False)), models.Q(('comment__isnull', False), ('idea', None)), _connector='OR'), name='sampled_text_is_one_item'),
                        models.UniqueConstraint(fields=('sample', 'idea'), name='sampled_text_of_an_idea_once'),
                        models.UniqueConstraint(fields=('sample', 'comment'), name='sampled_text_of_a_comment_once'),
                        models.CheckConstraint(condition=models.Q(('answer__in', ['', 'stands', 'missing', 'unclear'])), name='sampled_text_answer_known'),
                        models.CheckConstraint(condition=models.Q(('point', ''), ('answer', 'missing'), _connector='OR'), name='sampled_text_point_only_where_missing'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='SampleClaim',
                fields=[
                    ('claimed_by', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='workshops.membership')),
                    ('until', models.DateTimeField()),
                    ('text', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='moderation.sampledtext')),
                ],
            ),
            migrations.CreateModel(
                name='Note',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('number', models.PositiveIntegerField()),
                    ('text', models.CharField(max_length=1000, verbose_name='note')),
                    ('blind', models.BooleanField(default=False)),
                    ('version', models.PositiveSmallIntegerField(default=1)),
                    ('written_on', models.DateField(db_default=django.db.models.functions.datetime.TruncDate(django.db.models.functions.datetime.Now()))),
                    ('code', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='moderation.code')),
                    ('comment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ideas.comment')),
                    ('idea', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ideas.idea')),
                    ('passage', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='moderation.passage')),
                    ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='workshops.workshop')),
                    ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='workshops.membership')),
                ],
                options={
                    'constraints': [
                        models.UniqueConstraint(fields=('workshop', 'number'), name='note_numbered_once'),
                        models.CheckConstraint(condition=models.Q(models.Q(('code', None), ('comment', None), ('passage', None)), models.Q(('code', None), ('idea', None), ('passage', None)), models.Q(('code', None), ('comment', None), ('idea', None)), models.Q(('comment', None), ('idea', None), ('passage', None)), _connector='OR'), name='note_about_one_at_most'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Mention',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('read', models.BooleanField(default=False)),
                    ('mentioned', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='workshops.membership')),
                    ('note', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mentions', to='moderation.note')),
                ],
                options={
                    'constraints': [
                        models.UniqueConstraint(fields=('note', 'mentioned'), name='mention_once'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='ShareChange',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('number', models.PositiveSmallIntegerField()),
                    ('percent', models.PositiveSmallIntegerField()),
                    ('changed_on', models.DateField(db_default=django.db.models.functions.datetime.TruncDate(django.db.models.functions.datetime.Now()))),
                    ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='workshops.membership')),
                    ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='share_changes', to='workshops.workshop')),
                ],
                options={
                    'constraints': [
                        models.UniqueConstraint(fields=('workshop', 'number'), name='share_change_numbered_once'),
                        models.CheckConstraint(condition=models.Q(('percent__gte', 10), ('percent__lte', 100)), name='share_change_within_bounds'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='CodeVector',
                fields=[
                    ('code', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='moderation.code')),
                    ('fingerprint', models.BinaryField(max_length=16)),
                    ('vector', models.BinaryField()),
                ],
            ),
        ]),
    ]
