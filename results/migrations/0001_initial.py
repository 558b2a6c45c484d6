import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.db.models.lookups
import django.utils.timezone
import ideas_platform.lib.distinct
import ideas_platform.lib.references
import uuid
from django.conf import settings
from django.db import migrations, models

from ideas_platform.lib.new_tables import CreateTables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('ideas', '0001_initial'),
        ('moderation', '0001_initial'),
        ('workshops', '0001_initial'),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='ExportFile',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('format', models.CharField(choices=[('xlsx', 'Excel workbook'), ('csv', 'CSV files in one ZIP'), ('json', 'JSON document')], max_length=4)),
                    ('state', models.CharField(choices=[('asked', 'being made'), ('ready', 'ready'), ('failed', 'could not be made')], default='asked', max_length=6)),
                    ('asked_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ('size', models.PositiveBigIntegerField(default=0)),
                    ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='export_files', to=settings.AUTH_USER_MODEL)),
                    ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='export_files', to='workshops.workshop')),
                ],
                options={
                    'verbose_name': 'export',
                    'verbose_name_plural': 'exports',
                    'indexes': [
                        models.Index(fields=['asked_at'], name='export_asked_at'),
                    ],
                    'constraints': [
                        models.UniqueConstraint(condition=models.Q(('state', 'asked')), fields=('workshop', 'owner', 'format'), name='export_asked_for_once'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='ExportPart',
                fields=[
                    ('pk', models.CompositePrimaryKey('export_id', 'number', blank=True, editable=False, primary_key=True, serialize=False)),
                    ('number', models.PositiveIntegerField()),
                    ('content', models.BinaryField()),
                    ('export', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='results.exportfile')),
                ],
                options={
                    'verbose_name': 'part of an export',
                    'verbose_name_plural': 'parts of exports',
                },
            ),
            migrations.CreateModel(
                name='DrawnAnswerMoment',
                fields=[
                    ('workshop', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='drawn_answer_moment', serialize=False, to='workshops.workshop')),
                    ('moment', models.DateTimeField()),
                ],
                options={
                    'verbose_name': 'drawn moment of answers',
                    'verbose_name_plural': 'drawn moments of answers',
                },
            ),
            migrations.CreateModel(
                name='Audience',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('slug', models.SlugField(max_length=60, verbose_name='address')),
                    ('name', models.CharField(max_length=60, verbose_name='audience')),
                    ('order', models.PositiveSmallIntegerField(verbose_name='place')),
                    ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='audiences', to='workshops.workshop')),
                ],
                options={
                    'verbose_name': 'audience',
                    'verbose_name_plural': 'audiences',
                    'ordering': ['order', 'slug'],
                    'constraints': [
                        models.UniqueConstraint(fields=('workshop', 'slug'), name='audience_address_once'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Edition',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                    ('kind', models.CharField(choices=[('draft', 'draft'), ('consultation', 'consultation'), ('final', 'final')], default='draft', max_length=12, verbose_name='kind')),
                    ('title', models.CharField(max_length=120, verbose_name='title')),
                    ('preamble', models.TextField(blank=True, max_length=6000, verbose_name='preamble')),
                    ('stood_behind_by', models.CharField(blank=True, max_length=500, verbose_name='who stands behind it')),
                    ('foundation_word', models.CharField(max_length=40, verbose_name='word for one foundation')),
                    ('foundations_word', models.CharField(max_length=40, verbose_name='word for several foundations')),
                    ('answers_until', models.DateField(blank=True, null=True, verbose_name='answers until')),
                    ('released_on', models.DateField(editable=False, null=True, verbose_name='released on')),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('released_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='workshops.membership')),
                    ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='editions', to='workshops.workshop')),
                ],
                options={
                    'verbose_name': 'edition',
                    'verbose_name_plural': 'editions',
                    'constraints': [
                        models.UniqueConstraint(fields=('workshop', 'number'), name='edition_numbered_once'),
                        models.UniqueConstraint(condition=models.Q(('released_on', None)), fields=('workshop',), name='edition_in_work_once'),
                        models.CheckConstraint(condition=models.Q(('kind__in', ['draft', 'consultation', 'final'])), name='edition_kind_known'),
                        models.CheckConstraint(condition=models.Q(('released_on', None), models.Q(('kind', 'draft'), _negated=True), _connector='OR'), name='edition_draft_is_not_released'),
                        models.CheckConstraint(condition=models.Q(('answers_until', None), ('kind', 'consultation'), _connector='OR'), name='edition_answers_only_in_consultation'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='CodedItem',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('code', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='moderation.code')),
                    ('comment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ideas.comment')),
                    ('idea', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ideas.idea')),
                    ('passage', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='moderation.passage')),
                    ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='coded_items', to='results.edition')),
                ],
                options={
                    'verbose_name': 'coded item',
                    'verbose_name_plural': 'coded items',
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(models.Q(('comment', None), ('idea__isnull', False), ('passage', None)), models.Q(('comment__isnull', False), ('idea', None), ('passage', None)), models.Q(('comment', None), ('idea', None), ('passage__isnull', False)), _connector='OR'), name='coded_item_is_one'),
                        models.UniqueConstraint(fields=('edition', 'code', 'idea'), name='coded_item_idea_once'),
                        models.UniqueConstraint(fields=('edition', 'code', 'comment'), name='coded_item_comment_once'),
                        models.UniqueConstraint(fields=('edition', 'code', 'passage'), name='coded_item_passage_once'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Foundation',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('slug', models.SlugField(max_length=60, verbose_name='address')),
                    ('order', models.PositiveSmallIntegerField(verbose_name='place')),
                    ('title', models.CharField(max_length=120, verbose_name='title')),
                    ('promise', models.CharField(blank=True, max_length=300, verbose_name='promise')),
                    ('text', models.TextField(blank=True, max_length=6000, verbose_name='text')),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='foundations', to='results.edition')),
                ],
                options={
                    'verbose_name': 'foundation',
                    'verbose_name_plural': 'foundations',
                    'ordering': ['order', 'slug'],
                    'constraints': [
                        models.UniqueConstraint(fields=('edition', 'slug'), name='foundation_address_once'),
                        models.CheckConstraint(condition=models.Q(('slug__in', ['changes', 'for', 'not-used']), _negated=True), name='foundation_address_is_free'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='NotUsed',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('reason', models.CharField(max_length=500, verbose_name='reason')),
                    ('code', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='moderation.code')),
                    ('comment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ideas.comment')),
                    ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='not_used', to='results.edition')),
                    ('idea', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ideas.idea')),
                    ('passage', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='moderation.passage')),
                ],
                options={
                    'verbose_name': 'not used',
                    'verbose_name_plural': 'not used',
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(models.Q(('code__isnull', False), ('comment', None), ('idea', None), ('passage', None)), models.Q(('code', None), ('comment', None), ('idea__isnull', False), ('passage', None)), models.Q(('code', None), ('comment__isnull', False), ('idea', None), ('passage', None)), models.Q(('code', None), ('comment', None), ('idea', None), ('passage__isnull', False)), _connector='OR'), name='not_used_is_one_thing'),
                        models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='not_used_has_a_reason'),
                        models.UniqueConstraint(fields=('edition', 'code'), name='not_used_code_once'),
                        models.UniqueConstraint(fields=('edition', 'idea'), name='not_used_idea_once'),
                        models.UniqueConstraint(fields=('edition', 'comment'), name='not_used_comment_once'),
                        models.UniqueConstraint(fields=('edition', 'passage'), name='not_used_passage_once'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Statement',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('ref', models.CharField(default=ideas_platform.lib.references.random_reference, editable=False, max_length=16, verbose_name='reference')),
                    ('order', models.PositiveSmallIntegerField(verbose_name='place')),
                    ('text', models.CharField(max_length=400, verbose_name='statement')),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('audience', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='statements', to='results.audience')),
                    ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='statements', to='results.edition')),
                    ('foundation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='statements', to='results.foundation')),
                ],
                options={
                    'verbose_name': 'statement',
                    'verbose_name_plural': 'statements',
                    'ordering': ['foundation__order', 'order', 'ref'],
                    'constraints': [
                        models.UniqueConstraint(fields=('edition', 'ref'), name='statement_address_once'),
                        models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='statement_has_words'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Lineage',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('deed', models.CharField(choices=[('kept', 'kept'), ('reworded', 'reworded'), ('split', 'split'), ('merged', 'merged'), ('new', 'new'), ('dropped', 'dropped')], max_length=8, verbose_name='what was done')),
                    ('reason', models.CharField(blank=True, max_length=500, verbose_name='reason')),
                    ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lineage', to='results.edition')),
                    ('previous', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='successors', to='results.statement')),
                    ('statement', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='lineage', to='results.statement')),
                ],
                options={
                    'verbose_name': 'lineage',
                    'verbose_name_plural': 'lineage',
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(models.Q(('deed', 'new'), ('previous', None), ('statement__isnull', False)), models.Q(('deed', 'dropped'), ('previous__isnull', False), ('statement', None)), models.Q(('deed__in', ['kept', 'reworded', 'split', 'merged']), ('previous__isnull', False), ('statement__isnull', False)), _connector='OR'), name='lineage_joins_what_it_says'),
                        models.CheckConstraint(condition=models.Q(('statement', None), ('previous', None), models.Q(('statement', models.F('previous')), _negated=True), _connector='OR'), name='lineage_of_two_statements'),
                        models.UniqueConstraint(fields=('statement', 'previous'), name='lineage_said_once', nulls_distinct=False),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Evidence',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(choices=[('code', 'a code: all that was said about it'), ('item', 'an idea or a comment'), ('quote', 'a quote'), ('voice', 'a passage of another voice'), ('literature', 'literature'), ('case_study', 'a case study'), ('judgement', 'the design group’s own judgement')], max_length=12, verbose_name='kind')),
                    ('stance', models.CharField(choices=[('supports', 'supports it'), ('contradicts', 'contradicts it'), ('adds', 'adds to it')], default='supports', max_length=12, verbose_name='stance')),
                    ('stream', models.CharField(blank=True, choices=[('staff', 'staff'), ('service_users', 'service users and carers'), ('literature', 'literature')], max_length=16, verbose_name='stream')),
                    ('quote', models.TextField(blank=True, max_length=2000, verbose_name='quote')),
                    ('in_title', models.BooleanField(default=False)),
                    ('start', models.PositiveSmallIntegerField(null=True)),
                    ('reference', models.CharField(blank=True, max_length=1000, verbose_name='reference')),
                    ('code', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='moderation.code')),
                    ('comment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ideas.comment')),
                    ('idea', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ideas.idea')),
                    ('passage', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='moderation.passage')),
                    ('statement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='results.statement')),
                ],
                options={
                    'verbose_name': 'evidence',
                    'verbose_name_plural': 'evidence',
                    'ordering': ['kind', 'pk'],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(models.Q(('kind', 'code'), ('code__isnull', False), ('comment', None), ('idea', None), ('passage', None)), models.Q(('kind', 'item'), models.Q(models.Q(('code', None), ('comment', None), ('idea__isnull', False), ('passage', None)), models.Q(('code', None), ('comment__isnull', False), ('idea', None), ('passage', None)), _connector='OR')), models.Q(('kind', 'voice'), ('code', None), ('comment', None), ('idea', None), ('passage__isnull', False)), models.Q(('kind', 'quote'), models.Q(models.Q(('code', None), ('comment', None), ('idea__isnull', False), ('passage', None)), models.Q(('code', None), ('comment__isnull', False), ('idea', None), ('passage', None)), models.Q(('code', None), ('comment', None), ('idea', None), ('passage__isnull', False)), _connector='OR')), models.Q(('kind__in', ['literature', 'case_study', 'judgement']), ('code', None), ('comment', None), ('idea', None), ('passage', None), models.Q(('reference', ''), _negated=True)), _connector='OR'), name='evidence_is_what_it_says'),
                        models.CheckConstraint(condition=models.Q(models.Q(('kind', 'quote'), ('start__isnull', False)), models.Q(models.Q(('kind', 'quote'), _negated=True), ('quote', ''), ('start', None)), _connector='OR'), name='evidence_only_quotes_have_a_place'),
                        models.CheckConstraint(condition=models.Q(('stance__in', ['supports', 'contradicts', 'adds'])), name='evidence_stance_known'),
                        models.CheckConstraint(condition=models.Q(models.Q(('kind', 'judgement'), ('stream', '')), models.Q(models.Q(('kind', 'judgement'), _negated=True), ('stream__in', ['staff', 'service_users', 'literature'])), _connector='OR'), name='evidence_stream_known'),
                        models.UniqueConstraint(condition=models.Q(('kind', 'code')), fields=('statement', 'code'), name='evidence_code_once'),
                        models.UniqueConstraint(condition=models.Q(('kind', 'item')), fields=('statement', 'idea'), name='evidence_idea_once'),
                        models.UniqueConstraint(condition=models.Q(('kind', 'item')), fields=('statement', 'comment'), name='evidence_comment_once'),
                        models.UniqueConstraint(condition=models.Q(('kind', 'voice')), fields=('statement', 'passage'), name='evidence_passage_once'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='AuthorVerdict',
                fields=[
                    ('pk', models.CompositePrimaryKey('statement_id', 'tag', blank=True, editable=False, primary_key=True, serialize=False)),
                    ('tag', models.BinaryField(max_length=16)),
                    ('value', models.CharField(blank=True, choices=[('keeps', 'keeps my point'), ('waters_down', 'waters it down'), ('loses', 'loses it')], max_length=12)),
                    ('counted', models.CharField(blank=True, choices=[('keeps', 'keeps my point'), ('waters_down', 'waters it down'), ('loses', 'loses it')], max_length=12)),
                    ('statement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='verdicts', to='results.statement')),
                ],
                options={
                    'verbose_name': 'author’s verdict',
                    'verbose_name_plural': 'authors’ verdicts',
                    'indexes': [
                        models.Index(condition=models.Q(ideas_platform.lib.distinct.IsDistinctFrom(models.F('value'), models.F('counted'))), fields=['statement'], name='author_verdict_waiting'),
                    ],
                    'constraints': [
                        models.CheckConstraint(condition=django.db.models.lookups.Exact(django.db.models.functions.text.Length('tag'), 16), name='author_verdict_tag_length'),
                        models.CheckConstraint(condition=models.Q(('value__in', ['', 'keeps', 'waters_down', 'loses'])), name='author_verdict_value_known'),
                        models.CheckConstraint(condition=models.Q(('counted__in', ['', 'keeps', 'waters_down', 'loses'])), name='author_verdict_counted_known'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='StatementAnswer',
                fields=[
                    ('pk', models.CompositePrimaryKey('statement_id', 'tag', blank=True, editable=False, primary_key=True, serialize=False)),
                    ('tag', models.BinaryField(max_length=16)),
                    ('value', models.CharField(blank=True, choices=[('keep', 'keep it'), ('change', 'change it'), ('missing', 'something is missing')], max_length=8)),
                    ('counted', models.CharField(blank=True, choices=[('keep', 'keep it'), ('change', 'change it'), ('missing', 'something is missing')], max_length=8)),
                    ('text', models.TextField(blank=True, max_length=1000)),
                    ('shown_text', models.TextField(blank=True, max_length=1000)),
                    ('statement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='results.statement')),
                ],
                options={
                    'verbose_name': 'answer to a statement',
                    'verbose_name_plural': 'answers to statements',
                    'indexes': [
                        models.Index(condition=models.Q(ideas_platform.lib.distinct.IsDistinctFrom(models.F('value'), models.F('counted')), ideas_platform.lib.distinct.IsDistinctFrom(models.F('text'), models.F('shown_text')), _connector='OR'), fields=['statement'], name='statement_answer_waiting'),
                    ],
                    'constraints': [
                        models.CheckConstraint(condition=django.db.models.lookups.Exact(django.db.models.functions.text.Length('tag'), 16), name='statement_answer_tag_length'),
                        models.CheckConstraint(condition=models.Q(('value__in', ['', 'keep', 'change', 'missing'])), name='statement_answer_value_known'),
                        models.CheckConstraint(condition=models.Q(('counted__in', ['', 'keep', 'change', 'missing'])), name='statement_answer_counted_known'),
                        models.CheckConstraint(condition=models.Q(models.Q(('value', ''), _negated=True), ('text', ''), _connector='OR'), name='statement_answer_text_has_a_value'),
                        models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('text'), 1000), name='statement_answer_text_length'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='StatementStatus',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('state', models.CharField(choices=[('planned', 'planned'), ('begun', 'begun'), ('done', 'done'), ('stopped', 'stopped')], max_length=8, verbose_name='state')),
                    ('since', models.DateField(verbose_name='since')),
                    ('reason', models.CharField(blank=True, max_length=500, verbose_name='reason')),
                    ('said_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='workshops.membership')),
                    ('statement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='statuses', to='results.statement')),
                    ('said_on', models.DateField(default=django.utils.timezone.localdate, editable=False, verbose_name='said on')),
                ],
                options={
                    'verbose_name': 'status of a statement',
                    'verbose_name_plural': 'statuses of statements',
                    'ordering': ['since', 'pk'],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('state__in', ['planned', 'begun', 'done', 'stopped'])), name='statement_status_known'),
                        models.CheckConstraint(condition=models.Q(models.Q(('state', 'stopped'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='statement_status_stopped_says_why'),
                        models.UniqueConstraint(fields=('statement', 'state', 'since'), name='statement_status_once'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='StatementTotal',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('asked', models.CharField(choices=[('consultation', 'consultation'), ('verdict', 'author’s verdict')], max_length=12)),
                    ('people', models.PositiveIntegerField()),
                    ('told', models.JSONField(default=dict)),
                    ('statement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='totals', to='results.statement')),
                ],
                options={
                    'verbose_name': 'total of a statement',
                    'verbose_name_plural': 'totals of statements',
                    'constraints': [
                        models.UniqueConstraint(fields=('statement', 'asked'), name='statement_total_once'),
                        models.CheckConstraint(condition=models.Q(('people', django.db.models.expressions.CombinedExpression(models.Value(5), '*', django.db.models.expressions.CombinedExpression(models.F('people'), '/', models.Value(5))))), name='statement_total_rounded'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='AnswerRelease',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('number', models.PositiveIntegerField()),
                    ('released_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ('people', models.PositiveIntegerField(editable=False, null=True)),
                    ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answer_releases', to='workshops.workshop')),
                ],
                options={
                    'verbose_name': 'release of answers',
                    'verbose_name_plural': 'releases of answers',
                    'constraints': [
                        models.UniqueConstraint(fields=('workshop', 'number'), name='answer_release_number_once'),
                        models.CheckConstraint(condition=models.Q(('people', None), ('people', django.db.models.expressions.CombinedExpression(models.Value(5), '*', django.db.models.expressions.CombinedExpression(models.F('people'), '/', models.Value(5)))), _connector='OR'), name='answer_release_people_rounded'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='PublishedFile',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(choices=[('seal', 'sealed list'), ('package', 'sealed package'), ('poster', 'poster'), ('report', 'report'), ('card', 'picture for sharing')], max_length=7)),
                    ('made_from', models.CharField(max_length=40)),
                    ('sha256', models.CharField(max_length=64)),
                    ('size', models.PositiveBigIntegerField()),
                    ('made_on', models.DateField()),
                    ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='published_files', to='results.edition')),
                ],
                options={
                    'verbose_name': 'published file',
                    'verbose_name_plural': 'published files',
                    'constraints': [
                        models.UniqueConstraint(fields=('edition', 'kind'), name='published_file_once'),
                        models.CheckConstraint(condition=models.Q(('kind__in', ['seal', 'package', 'poster', 'report', 'card'])), name='published_file_kind_known'),
                        models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='published_file_has_a_check_sum'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='PublishedPart',
                fields=[
                    ('pk', models.CompositePrimaryKey('file_id', 'number', blank=True, editable=False, primary_key=True, serialize=False)),
                    ('number', models.PositiveIntegerField()),
                    ('content', models.BinaryField()),
                    ('file', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='results.publishedfile')),
                ],
                options={
                    'verbose_name': 'part of a published file',
                    'verbose_name_plural': 'parts of published files',
                },
            ),
            migrations.CreateModel(
                name='FoundationPicture',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('words', models.CharField(max_length=200, verbose_name='the picture in words')),
                    ('width', models.PositiveSmallIntegerField(editable=False)),
                    ('height', models.PositiveSmallIntegerField(editable=False)),
                    ('content', models.BinaryField()),
                    ('foundation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='picture', to='results.foundation')),
                ],
                options={
                    'verbose_name': 'picture of a foundation',
                    'verbose_name_plural': 'pictures of foundations',
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(models.Q(('content', b''), _negated=True), models.Q(('words', ''), _negated=True)), name='foundation_picture_has_file_and_words'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='CoveredWords',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('reason', models.CharField(choices=[('identifies', 'could identify a person'), ('safety', 'somebody may be at risk'), ('abusive', 'attacks a person')], max_length=12, verbose_name='reason')),
                    ('note', models.CharField(blank=True, max_length=500, verbose_name='note')),
                    ('decided_on', models.DateField(db_default=django.db.models.functions.datetime.TruncDate(django.db.models.functions.datetime.Now()), verbose_name='decided on')),
                    ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='workshops.membership')),
                    ('statement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='covered_words', to='results.statement')),
                ],
                options={
                    'verbose_name': 'covered words',
                    'verbose_name_plural': 'covered words',
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('reason__in', ['identifies', 'safety', 'abusive'])), name='covered_words_reason_known'),
                    ],
                },
            ),
        ]),
    ]
