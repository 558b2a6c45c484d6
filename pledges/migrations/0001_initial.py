import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import django.db.models.lookups
import ideas_platform.lib.references
import pledges.models.pledges
import uuid
from django.db import migrations, models

from ideas_platform.lib.new_tables import CreateTables
from ideas_platform.lib.no_samples import keep_no_samples

# Columns of whose values the planner keeps no samples.
QUIET = {
    'pledges_pledgecontact': ['name', 'job', 'email', 'link_key'],
    'pledges_casestudycontact': ['name', 'job', 'email', 'link_key'],
    'pledges_judgement': ['sentence'],
    'pledges_judgementanswer': ['tag', 'judgement_id', 'value'],
    'pledges_round': ['key_check'],
    'pledges_levelanswer': ['tag', 'level'],
    'pledges_standing': ['tag', 'value'],
}


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('pledges', '0002_case_studies'),
        ('pledges', '0003_judgements'),
        ('pledges', '0004_assessments'),
        ('pledges', '0005_no_samples'),
    ]

    dependencies = [
        ('workshops', '0001_initial'),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='Pledge',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('ref', models.CharField(default=ideas_platform.lib.references.random_reference, editable=False, max_length=10, unique=True)),
                    ('organisation', models.CharField(max_length=120, verbose_name='organisation')),
                    ('normal_name', models.CharField(editable=False, max_length=480)),
                    ('sentence', models.CharField(max_length=300, verbose_name='what it promises')),
                    ('due_on', models.DateField(verbose_name='by when')),
                    ('sent_on', models.DateField(editable=False)),
                    ('confirmed_on', models.DateField(editable=False, null=True)),
                    ('changed_on', models.DateField(editable=False, null=True)),
                    ('is_hidden', models.BooleanField(default=False, editable=False)),
                    ('judged', models.CharField(blank=True, choices=[('', 'not asked yet'), ('reached', 'reached'), ('changed', 'changed something'), ('not_yet', 'nothing has changed yet'), ('unclear', 'no clear answer')], editable=False, max_length=8)),
                    ('judged_on', models.DateField(editable=False, null=True)),
                    ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pledges', to='workshops.workshop')),
                ],
                options={
                    'verbose_name': 'pledge',
                    'verbose_name_plural': 'pledges',
                    'constraints': [
                        models.UniqueConstraint(condition=models.Q(('confirmed_on__isnull', False)), fields=('workshop', 'normal_name'), name='pledge_of_an_organisation_once'),
                        models.CheckConstraint(condition=models.Q(('sentence', ''), _negated=True), name='pledge_has_a_sentence'),
                        models.CheckConstraint(condition=models.Q(models.Q(('judged', ''), ('judged_on', None)), models.Q(models.Q(('judged', ''), _negated=True), ('judged_on__isnull', False)), _connector='OR'), name='pledge_judged_on_a_day'),
                        models.CheckConstraint(condition=models.Q(('judged__in', ['', 'reached', 'changed', 'not_yet', 'unclear'])), name='pledge_judged_known'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='PledgeAim',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('foundation', models.SlugField(max_length=60)),
                    ('title', models.CharField(max_length=120)),
                    ('number', models.PositiveSmallIntegerField()),
                    ('baseline', models.CharField(max_length=200, verbose_name='today')),
                    ('target', models.CharField(max_length=200, verbose_name='then')),
                    ('pledge', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aims', to='pledges.pledge')),
                ],
                options={
                    'verbose_name': 'aim of a pledge',
                    'verbose_name_plural': 'aims of pledges',
                    'ordering': ['number', 'foundation'],
                    'constraints': [
                        models.UniqueConstraint(fields=('pledge', 'foundation'), name='pledge_aim_once'),
                        models.CheckConstraint(condition=models.Q(models.Q(('baseline', ''), _negated=True), models.Q(('target', ''), _negated=True)), name='pledge_aim_has_both'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='SignedDecision',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('deed', models.CharField(choices=[('hide', 'taken from view'), ('show', 'shown again')], max_length=8, verbose_name='what was decided')),
                    ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                    ('decided_on', models.DateField()),
                    ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='workshops.membership')),
                    ('pledge', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='pledges.pledge')),
                ],
                options={
                    'verbose_name': 'decision about what was signed',
                    'verbose_name_plural': 'decisions about what was signed',
                    'ordering': ['decided_on', 'pk'],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('deed__in', ['hide', 'show'])), name='signed_decision_known'),
                        models.CheckConstraint(condition=models.Q(('deed', 'show'), models.Q(('reason', ''), _negated=True), _connector='OR'), name='signed_decision_says_why'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='PledgeContact',
                fields=[
                    ('pledge', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='contact', serialize=False, to='pledges.pledge')),
                    ('name', models.CharField(max_length=80, verbose_name='name')),
                    ('job', models.CharField(max_length=80, verbose_name='job')),
                    ('email', models.EmailField(max_length=254)),
                    ('link_key', models.CharField(default=pledges.models.pledges.random_link_key, editable=False, max_length=32)),
                ],
                options={
                    'verbose_name': 'contact of a pledge',
                    'verbose_name_plural': 'contacts of pledges',
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('job', ''), _negated=True)), name='pledge_contact_is_named'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='CaseStudy',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('ref', models.CharField(default=ideas_platform.lib.references.random_reference, editable=False, max_length=10, unique=True)),
                    ('status', models.CharField(choices=[('unconfirmed', 'waits to be confirmed'), ('in_review', 'to be decided'), ('asked', 'asked to change'), ('published', 'published'), ('refused', 'refused'), ('taken_down', 'taken down')], default='unconfirmed', max_length=12)),
                    ('title', models.CharField(max_length=120, verbose_name='title')),
                    ('text', models.TextField(max_length=6000, verbose_name='text')),
                    ('organisation', models.CharField(max_length=120, verbose_name='organisation')),
                    ('foundations', django.contrib.postgres.fields.ArrayField(base_field=models.SlugField(max_length=60), blank=True, default=list, size=None)),
                    ('sent_on', models.DateField(editable=False)),
                    ('published_on', models.DateField(editable=False, null=True)),
                    ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='case_studies', to='workshops.workshop')),
                ],
                options={
                    'verbose_name': 'case study',
                    'verbose_name_plural': 'case studies',
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('status__in', ['unconfirmed', 'in_review', 'asked', 'published', 'refused', 'taken_down'])), name='case_study_status_known'),
                        models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(('text', ''), _negated=True)), name='case_study_has_words'),
                        models.CheckConstraint(condition=models.Q(models.Q(('status', 'published'), _negated=True), ('published_on__isnull', False), _connector='OR'), name='case_study_published_on_a_day'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='CaseStudyDecision',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('deed', models.CharField(choices=[('publish', 'published'), ('ask', 'asked to change'), ('refuse', 'refused'), ('take_down', 'taken down')], max_length=9, verbose_name='what was decided')),
                    ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                    ('decided_on', models.DateField()),
                    ('case_study', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='pledges.casestudy')),
                    ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='workshops.membership')),
                ],
                options={
                    'verbose_name': 'decision about a case study',
                    'verbose_name_plural': 'decisions about case studies',
                    'ordering': ['decided_on', 'pk'],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('deed__in', ['publish', 'ask', 'refuse', 'take_down'])), name='case_study_decision_known'),
                        models.CheckConstraint(condition=models.Q(('deed', 'publish'), models.Q(('reason', ''), _negated=True), _connector='OR'), name='case_study_decision_says_why'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='CaseStudyPicture',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('number', models.PositiveSmallIntegerField()),
                    ('words', models.CharField(max_length=200, verbose_name='the picture in words')),
                    ('width', models.PositiveSmallIntegerField(editable=False)),
                    ('height', models.PositiveSmallIntegerField(editable=False)),
                    ('content', models.BinaryField()),
                    ('case_study', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pictures', to='pledges.casestudy')),
                ],
                options={
                    'verbose_name': 'picture of a case study',
                    'verbose_name_plural': 'pictures of case studies',
                    'constraints': [
                        models.UniqueConstraint(fields=('case_study', 'number'), name='case_study_picture_once'),
                        models.CheckConstraint(condition=models.Q(models.Q(('content', b''), _negated=True), models.Q(('words', ''), _negated=True)), name='case_study_picture_has_file_and_words'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='CaseStudyContact',
                fields=[
                    ('case_study', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='contact', serialize=False, to='pledges.casestudy')),
                    ('name', models.CharField(max_length=80, verbose_name='name')),
                    ('job', models.CharField(max_length=80, verbose_name='job')),
                    ('email', models.EmailField(max_length=254)),
                    ('link_key', models.CharField(default=pledges.models.pledges.random_link_key, editable=False, max_length=32)),
                ],
                options={
                    'verbose_name': 'contact of a case study',
                    'verbose_name_plural': 'contacts of case studies',
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('job', ''), _negated=True)), name='case_study_contact_is_named'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Round',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(choices=[('pledges', 'has this changed where you work?'), ('assessment', 'self-assessment')], max_length=12)),
                    ('number', models.PositiveSmallIntegerField()),
                    ('begins_on', models.DateField()),
                    ('ends_on', models.DateField()),
                    ('ended_on', models.DateField(null=True)),
                    ('key_check', models.BinaryField(max_length=16, null=True)),
                    ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rounds', to='workshops.workshop')),
                ],
                options={
                    'verbose_name': 'round of answers',
                    'verbose_name_plural': 'rounds of answers',
                    'constraints': [
                        models.UniqueConstraint(fields=('workshop', 'kind', 'number'), name='round_number_once'),
                        models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('workshop', 'kind'), name='round_alone'),
                        models.CheckConstraint(condition=models.Q(('ends_on__gt', models.F('begins_on'))), name='round_takes_days'),
                        models.CheckConstraint(condition=models.Q(('ended_on', None), ('ended_on__gt', models.F('ends_on')), _connector='OR'), name='round_ends_after_its_days'),
                        models.CheckConstraint(condition=models.Q(('kind__in', ['pledges', 'assessment'])), name='round_kind_known'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Judgement',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('sentence', models.CharField(max_length=300)),
                    ('people', models.PositiveIntegerField(null=True)),
                    ('told', models.JSONField(default=dict)),
                    ('pledge', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='judgements', to='pledges.pledge')),
                    ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='judgements', to='pledges.round')),
                ],
                options={
                    'verbose_name': 'judgement of a pledge',
                    'verbose_name_plural': 'judgements of pledges',
                    'constraints': [
                        models.UniqueConstraint(fields=('round', 'pledge'), name='judgement_once'),
                        models.CheckConstraint(condition=models.Q(('people', None), ('people', django.db.models.expressions.CombinedExpression(models.Value(5), '*', django.db.models.expressions.CombinedExpression(models.F('people'), '/', models.Value(5)))), _connector='OR'), name='judgement_rounded'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='JudgementAnswer',
                fields=[
                    ('pk', models.CompositePrimaryKey('round_id', 'tag', blank=True, editable=False, primary_key=True, serialize=False)),
                    ('tag', models.BinaryField(max_length=16)),
                    ('value', models.CharField(choices=[('reached', 'Yes, it is as they said'), ('changed', 'Something has changed'), ('not_yet', 'No, nothing has changed yet')], max_length=8)),
                    ('judgement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='pledges.judgement')),
                    ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='pledges.round')),
                ],
                options={
                    'verbose_name': 'answer about a pledge',
                    'verbose_name_plural': 'answers about pledges',
                    'constraints': [
                        models.CheckConstraint(condition=django.db.models.lookups.Exact(django.db.models.functions.text.Length('tag'), 16), name='judgement_answer_tag_length'),
                        models.CheckConstraint(condition=models.Q(('value__in', ['reached', 'changed', 'not_yet'])), name='judgement_answer_known'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Assessment',
                fields=[
                    ('workshop', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='assessment', serialize=False, to='workshops.workshop')),
                    ('introduction', models.CharField(blank=True, max_length=500)),
                    ('levels', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), size=None)),
                    ('version', models.PositiveIntegerField(default=1)),
                ],
                options={
                    'verbose_name': 'self-assessment',
                    'verbose_name_plural': 'self-assessments',
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('levels__len__gte', 3), ('levels__len__lte', 5)), name='assessment_has_levels'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='AssessmentQuestion',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('number', models.PositiveSmallIntegerField()),
                    ('text', models.CharField(max_length=200)),
                    ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='pledges.assessment')),
                ],
                options={
                    'verbose_name': 'question of a self-assessment',
                    'verbose_name_plural': 'questions of self-assessments',
                    'ordering': ['number'],
                    'constraints': [
                        models.UniqueConstraint(fields=('assessment', 'number'), name='assessment_question_once'),
                        models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='assessment_question_has_words'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Standing',
                fields=[
                    ('pk', models.CompositePrimaryKey('round_id', 'tag', blank=True, editable=False, primary_key=True, serialize=False)),
                    ('tag', models.BinaryField(max_length=16)),
                    ('value', models.CharField(choices=[('staff', 'I work with people who need care or support'), ('leader', 'I lead or manage a team or an organisation'), ('service_user', 'I use services, or care for somebody who does')], max_length=12)),
                    ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='standings', to='pledges.round')),
                ],
                options={
                    'verbose_name': 'standing',
                    'verbose_name_plural': 'standings',
                    'constraints': [
                        models.CheckConstraint(condition=django.db.models.lookups.Exact(django.db.models.functions.text.Length('tag'), 16), name='standing_tag_length'),
                        models.CheckConstraint(condition=models.Q(('value__in', ['staff', 'leader', 'service_user'])), name='standing_known'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='LevelAnswer',
                fields=[
                    ('pk', models.CompositePrimaryKey('round_id', 'question_id', 'tag', blank=True, editable=False, primary_key=True, serialize=False)),
                    ('tag', models.BinaryField(max_length=16)),
                    ('level', models.PositiveSmallIntegerField()),
                    ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='pledges.assessmentquestion')),
                    ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='level_answers', to='pledges.round')),
                ],
                options={
                    'verbose_name': 'chosen level',
                    'verbose_name_plural': 'chosen levels',
                    'constraints': [
                        models.CheckConstraint(condition=django.db.models.lookups.Exact(django.db.models.functions.text.Length('tag'), 16), name='level_answer_tag_length'),
                        models.CheckConstraint(condition=models.Q(('level__lt', 5)), name='level_answer_known'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='AssessmentTotal',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('standing', models.CharField(blank=True, choices=[('staff', 'I work with people who need care or support'), ('leader', 'I lead or manage a team or an organisation'), ('service_user', 'I use services, or care for somebody who does')], max_length=12)),
                    ('people', models.PositiveIntegerField()),
                    ('told', models.JSONField(default=dict)),
                    ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='totals', to='pledges.assessmentquestion')),
                    ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assessment_totals', to='pledges.round')),
                ],
                options={
                    'verbose_name': 'total of a self-assessment',
                    'verbose_name_plural': 'totals of self-assessments',
                    'constraints': [
                        models.UniqueConstraint(fields=('round', 'question', 'standing'), name='assessment_total_once'),
                        models.CheckConstraint(condition=models.Q(('people', django.db.models.expressions.CombinedExpression(models.Value(5), '*', django.db.models.expressions.CombinedExpression(models.F('people'), '/', models.Value(5))))), name='assessment_total_rounded'),
                    ],
                },
            ),
        ]),
        *keep_no_samples(QUIET),
    ]
