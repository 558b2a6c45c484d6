import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.db.models.lookups
import django.utils.timezone
import uuid
import workshops.models.materials
import workshops.models.people
import workshops.models.pictures
import workshops.models.places
import workshops.models.subscriptions
import workshops.rules
from django.conf import settings
from django.db import migrations, models

from ideas_platform.lib.new_tables import CreateTables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='User',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('email', models.EmailField(max_length=254, unique=True, verbose_name='e-mail address')),
                    ('is_staff', models.BooleanField(default=False, verbose_name='may open the admin')),
                    ('is_superuser', models.BooleanField(default=False, verbose_name='site administrator')),
                    ('session_epoch', models.BinaryField(default=workshops.models.people.random_bytes, max_length=16)),
                    ('makes_workshops', models.BooleanField(db_default=False, default=False, verbose_name='may make workshops')),
                ],
                options={
                    'verbose_name': 'user',
                    'verbose_name_plural': 'users',
                },
            ),
            migrations.CreateModel(
                name='Workshop',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('slug', models.SlugField(max_length=60, unique=True, verbose_name='address')),
                    ('title', models.CharField(max_length=160, verbose_name='title')),
                    ('summary', models.CharField(blank=True, max_length=300, verbose_name='summary')),
                    ('brief', models.TextField(blank=True, help_text='In Markdown: a line that begins with # is a heading, one with - is in a list. Write **bold**, *italic*, and a link as [words](https://…). There are no pictures here.', verbose_name='brief')),
                    ('contact_name', models.CharField(blank=True, max_length=120, verbose_name='contact: name')),
                    ('contact_email', models.EmailField(blank=True, max_length=254, verbose_name='contact: e-mail')),
                    ('contact_phone', models.CharField(blank=True, max_length=40, verbose_name='contact: telephone')),
                    ('safeguarding', models.TextField(blank=True, verbose_name='safeguarding and Freedom to Speak Up contacts')),
                    ('safeguarding_email', models.EmailField(blank=True, help_text='When somebody reports a danger, the text alone is mailed here at once. No name goes with it.', max_length=254, verbose_name='safeguarding contact: e-mail')),
                    ('announced_at', models.DateTimeField(blank=True, null=True, verbose_name='announced at')),
                    ('opens_at', models.DateTimeField(blank=True, null=True, verbose_name='opens at')),
                    ('may_open', models.BooleanField(db_default=True, default=True, editable=False)),
                    ('ideas_until', models.DateTimeField(blank=True, null=True, verbose_name='new ideas until')),
                    ('closes_at', models.DateTimeField(blank=True, null=True, verbose_name='closes at')),
                    ('published_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='result published at')),
                    ('shred_on', models.DateField(blank=True, null=True, verbose_name='key destroyed on')),
                    ('paused', models.BooleanField(default=False, editable=False)),
                    ('resumed_at', models.DateTimeField(editable=False, null=True)),
                    ('allowed_domains', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=253), blank=True, default=list, size=None, verbose_name='admitted e-mail domains')),
                    ('asks_organisation', models.BooleanField(default=True, verbose_name='asks for the organisation')),
                    ('asks_borough', models.BooleanField(default=True, verbose_name='asks for the borough')),
                    ('group_question', models.CharField(blank=True, default='I am a …', max_length=80, verbose_name='group question')),
                    ('moderation', models.CharField(choices=[('before', 'before it is published'), ('after', 'after it is published')], default='after', max_length=8, verbose_name='moderation')),
                    ('release_people', models.PositiveSmallIntegerField(default=10, verbose_name='people in a release')),
                    ('minimum_members', models.PositiveSmallIntegerField(default=20, verbose_name='members before the first release')),
                    ('release_within', models.PositiveSmallIntegerField(default=1440, help_text='1440 is a day. Less only for a day on which everybody is in one room: the page says so.', verbose_name='longest wait once a release is due, in minutes')),
                    ('cluster_by', models.CharField(choices=[('organisation', 'organisation'), ('group', 'group'), ('borough', 'borough'), ('none', 'none')], default='organisation', max_length=16, verbose_name='what people are told apart by on boards')),
                    ('common_ground_by', models.CharField(choices=[('organisation', 'organisation'), ('group', 'group'), ('borough', 'borough'), ('none', 'none')], default='group', max_length=16, verbose_name='what common ground is looked for between')),
                    ('ground_values', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, editable=False, null=True, size=None)),
                    ('rho', models.FloatField(default=0.05, verbose_name='likeness within a cluster')),
                    ('boards_after_votes', models.PositiveSmallIntegerField(default=5, verbose_name='votes before boards show')),
                    ('practice', models.BooleanField(default=False, verbose_name='practice workshop')),
                    ('practice_ends_on', models.DateField(editable=False, null=True)),
                    ('imported', models.BooleanField(default=False, editable=False)),
                    ('key_check', models.BinaryField(null=True)),
                    ('release_number', models.PositiveIntegerField(default=0, editable=False)),
                    ('first_list_noted', models.BooleanField(default=False, editable=False)),
                    ('recompute_all', models.BooleanField(default=False, editable=False)),
                    ('unnamed_alone', models.BooleanField(default=False, editable=False)),
                    ('merges_settled', models.BooleanField(default=False, editable=False)),
                    ('content_version', models.PositiveBigIntegerField(default=0, editable=False)),
                    ('reporters_that_hold', models.PositiveSmallIntegerField(db_default=3, default=3, help_text='Once so many different readers have reported a text, nobody else sees it until the design group has looked. At most a third of them count from one organisation. What the group has looked at stays in view. 0: never.', verbose_name='readers whose reports take a text from view')),
                    ('theme_word', models.CharField(blank=True, db_default='', help_text='Such as point, foundation or question. Leave it empty for “theme”.', max_length=40, verbose_name='your word for a theme')),
                    ('is_live', models.BooleanField(db_default=False, default=False, editable=False)),
                    ('round_until', models.DateTimeField(editable=False, null=True)),
                ],
                options={
                    'verbose_name': 'workshop',
                    'verbose_name_plural': 'workshops',
                    'ordering': ['closes_at', 'slug'],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('rho__gte', 0), ('rho__lte', 1)), name='workshop_rho_range', violation_error_message='This number must be between 0 and 1.'),
                        models.CheckConstraint(condition=models.Q(('release_people__gte', 10), models.Q(('practice', True), ('release_people__gte', 1)), _connector='OR'), name='workshop_release_people', violation_error_message='A release needs at least ten people; fewer only in a practice workshop.'),
                        models.CheckConstraint(condition=models.Q(('release_within__gte', 10), ('release_within__lte', 1440)), name='workshop_release_within', violation_error_message='The longest wait is from 10 minutes to a day (1440 minutes).'),
                        models.CheckConstraint(condition=models.Q(('opens_at', None), ('closes_at', None), ('opens_at__lt', models.F('closes_at')), _connector='OR'), name='workshop_opens_before_it_closes', violation_error_message='The workshop must open before it closes.'),
                        models.CheckConstraint(condition=models.Q(('practice', True), ('practice_ends_on', None), _connector='OR'), name='workshop_only_practice_ends', violation_error_message='Only a practice workshop has a last day.'),
                        models.CheckConstraint(condition=models.Q(('reporters_that_hold', 0), ('reporters_that_hold__gte', 3), _connector='OR'), name='workshop_reporters_that_hold', violation_error_message='At least three readers, or 0 for never: fewer could silence somebody.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='DepartedAddress',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('tag', models.BinaryField(max_length=16)),
                    ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='workshops.workshop')),
                ],
                options={
                    'constraints': [
                        models.UniqueConstraint(models.F('workshop'), models.F('tag'), name='left_once'),
                        models.CheckConstraint(condition=models.Q(django.db.models.lookups.Exact(django.db.models.functions.text.Length('tag'), 16)), name='left_tag_length'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Group',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=80, verbose_name='name')),
                    ('number', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                    ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='groups', to='workshops.workshop')),
                ],
                options={
                    'verbose_name': 'group',
                    'verbose_name_plural': 'groups',
                    'ordering': ['number', 'name'],
                    'constraints': [
                        models.UniqueConstraint(models.F('workshop'), models.F('name'), name='group_name_once', violation_error_message='There is a group of this name already.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Housekeeping',
                fields=[
                    ('name', models.CharField(max_length=40, primary_key=True, serialize=False)),
                    ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ('note', models.CharField(blank=True, db_default='', max_length=200)),
                ],
            ),
            migrations.CreateModel(
                name='Borough',
                fields=[
                    ('slug', models.SlugField(max_length=40, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=60, unique=True, verbose_name='name')),
                    ('column', models.PositiveSmallIntegerField()),
                    ('row', models.PositiveSmallIntegerField()),
                ],
                options={
                    'verbose_name': 'borough',
                    'verbose_name_plural': 'boroughs',
                    'ordering': ['name'],
                    'constraints': [
                        models.UniqueConstraint(models.F('column'), models.F('row'), name='borough_tile_once'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Organisation',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=120, verbose_name='name')),
                    ('normal_name', workshops.models.places.NormalNameField(editable=False, max_length=480)),
                    ('kind', models.CharField(choices=[('nhs', 'NHS provider'), ('primary_care', 'primary care'), ('council', 'council'), ('care_provider', 'care provider'), ('charity', 'charity or community group'), ('other', 'other')], default='other', max_length=16, verbose_name='kind')),
                    ('workforce', models.PositiveIntegerField(blank=True, null=True, verbose_name='workforce')),
                    ('listed', models.BooleanField(default=True, verbose_name='offered to people who join')),
                    ('shown', models.BooleanField(default=True, editable=False)),
                    ('in_first_list', models.BooleanField(default=False, editable=False)),
                    ('borough', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to='workshops.borough', verbose_name='borough')),
                    ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='organisations', to='workshops.workshop', verbose_name='workshop')),
                ],
                options={
                    'verbose_name': 'organisation',
                    'verbose_name_plural': 'organisations',
                    'ordering': ['name'],
                    'constraints': [
                        models.UniqueConstraint(condition=models.Q(('shown', True)), fields=('workshop', 'normal_name'), name='organisation_name_once', violation_error_message='There is an organisation of this name already.'),
                        models.UniqueConstraint(condition=models.Q(('shown', False)), fields=('workshop', 'normal_name'), name='organisation_typed_once', violation_error_message='There is an organisation of this name already.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Invitation',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                    ('role', models.CharField(choices=[('participant', 'participant'), ('design_group', 'design group'), ('organiser', 'organiser')], default='participant', max_length=16, verbose_name='role')),
                    ('told', models.BooleanField(default=False, editable=False)),
                    ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='workshops.workshop', verbose_name='workshop')),
                    ('bounced', models.BooleanField(default=False, editable=False)),
                    ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='workshops.organisation', verbose_name='organisation')),
                    ('reminders', models.PositiveSmallIntegerField(default=0, editable=False)),
                ],
                options={
                    'verbose_name': 'invitation',
                    'verbose_name_plural': 'invitations',
                    'constraints': [
                        models.UniqueConstraint(models.F('workshop'), models.F('email'), name='invitation_once', violation_error_message='This address is invited already.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='JoinCode',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('code', models.CharField(max_length=16, unique=True, verbose_name='code')),
                    ('uses', models.PositiveIntegerField(default=50, help_text='Ten or more. By lot it lets a few more in, so that nobody can work out who has joined.', validators=[django.core.validators.MinValueValidator(10, 'A code is for ten people or more.')], verbose_name='how many people can use it')),
                    ('uses_left', models.PositiveIntegerField(default=50, editable=False)),
                    ('uses_told', models.CharField(choices=[('many', 'many'), ('some', 'some'), ('none', 'none')], default='many', editable=False, max_length=4)),
                    ('ends_on', models.DateField(verbose_name='ends on')),
                    ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='join_codes', to='workshops.workshop', verbose_name='workshop')),
                    ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='workshops.organisation', verbose_name='organisation')),
                ],
                options={
                    'verbose_name': 'join code',
                    'verbose_name_plural': 'join codes',
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('uses__gte', 10)), name='join_code_is_for_ten_people', violation_error_message='A join code has at least ten uses.'),
                        models.CheckConstraint(condition=models.Q(('uses_told__in', ['many', 'some', 'none'])), name='join_code_uses_known', violation_error_message='Choose how many uses are told.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Material',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                    ('kind', models.CharField(choices=[('document', 'document'), ('image', 'image'), ('film', 'film'), ('audio', 'audio'), ('easy_read', 'Easy Read')], default='document', max_length=12, verbose_name='kind')),
                    ('title', models.CharField(max_length=120, verbose_name='title')),
                    ('description', models.CharField(blank=True, help_text='One or two sentences. Of an image: what somebody who cannot see it should know.', max_length=300, verbose_name='description')),
                    ('file', workshops.models.materials.MaterialFileField(blank=True, max_length=60, upload_to=workshops.models.materials.name_file, verbose_name='file')),
                    ('link', models.CharField(blank=True, help_text='An address that begins with https://. It opens as a page of its own.', max_length=500, validators=[django.core.validators.URLValidator(schemes=['https'])], verbose_name='link instead of a file')),
                    ('captions', workshops.models.materials.MaterialFileField(blank=True, help_text='A WebVTT file (.vtt).', max_length=60, upload_to=workshops.models.materials.name_file, verbose_name='captions of the film')),
                    ('transcript', models.TextField(blank=True, help_text='What is said and shown, for those who would rather read.', verbose_name='transcript')),
                    ('text', models.TextField(blank=True, help_text='In Markdown: a line that begins with # is a heading, one with - is in a list. Write **bold**, *italic*, and a link as [words](https://…). There are no pictures here.', verbose_name='the same to read here')),
                    ('media_type', models.CharField(blank=True, editable=False, max_length=40)),
                    ('file_size', models.PositiveBigIntegerField(default=0, editable=False)),
                    ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='materials', to='workshops.workshop')),
                ],
                options={
                    'verbose_name': 'material',
                    'verbose_name_plural': 'materials',
                    'ordering': ['number'],
                    'constraints': [
                        models.UniqueConstraint(models.F('workshop'), models.F('number'), name='material_number_once', violation_error_message='Two materials have this number. Give each its own.'),
                        models.CheckConstraint(condition=models.Q(('file', ''), ('link', ''), _connector='OR'), name='material_file_or_link', violation_error_message='Give a file or a link, not both.'),
                        models.CheckConstraint(condition=models.Q(('link', ''), ('link__startswith', 'https://'), _connector='OR'), name='material_https', violation_error_message='The link must begin with https://.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('file', ''), ('media_type', '')), models.Q(models.Q(('file', ''), _negated=True), models.Q(('media_type', ''), _negated=True)), _connector='OR'), name='material_file_has_type', violation_error_message='We can’t tell what kind of file this is. Upload it again.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='OutboxEmail',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('key', models.CharField(max_length=64, unique=True)),
                    ('kind', models.CharField(choices=[('code', 'code'), ('letter', 'letter')], default='letter', max_length=8)),
                    ('recipient', models.EmailField(max_length=254)),
                    ('subject', models.CharField(max_length=200)),
                    ('text', models.TextField()),
                    ('html', models.TextField(blank=True)),
                    ('unsubscribe_url', models.CharField(blank=True, max_length=300)),
                    ('claimed', models.BooleanField(default=False)),
                    ('tries', models.PositiveSmallIntegerField(default=0)),
                    ('calendar', models.TextField(blank=True, db_default='', default='')),
                ],
            ),
            migrations.CreateModel(
                name='PendingText',
                fields=[
                    ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ('payload', models.BinaryField()),
                    ('half_hour', models.PositiveIntegerField(db_index=True)),
                ],
            ),
            migrations.CreateModel(
                name='PollOption',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                    ('label', models.CharField(max_length=80, verbose_name='answer')),
                    ('supportive', models.BooleanField(default=False, verbose_name='supportive')),
                    ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='poll_options', to='workshops.workshop')),
                ],
                options={
                    'verbose_name': 'answer to the straw poll',
                    'verbose_name_plural': 'answers to the straw poll',
                    'ordering': ['number'],
                    'constraints': [
                        models.UniqueConstraint(models.F('workshop'), models.F('number'), name='poll_option_number_once', violation_error_message='Two answers have this number. Give each its own.'),
                        models.UniqueConstraint(models.F('workshop'), models.F('label'), name='poll_option_label_once', violation_error_message='Two answers say the same. Change one.'),
                        models.UniqueConstraint(fields=('workshop', 'id'), name='poll_option_of_workshop', violation_error_message='This answer is there already.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Release',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('number', models.PositiveIntegerField(verbose_name='number')),
                    ('released_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='released at')),
                    ('people', models.PositiveIntegerField(editable=False, null=True)),
                    ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='releases', to='workshops.workshop')),
                ],
                options={
                    'verbose_name': 'release',
                    'verbose_name_plural': 'releases',
                    'constraints': [
                        models.UniqueConstraint(models.F('workshop'), models.F('number'), name='release_number_once'),
                        models.CheckConstraint(condition=models.Q(('people', None), ('people', django.db.models.expressions.CombinedExpression(models.Value(5), '*', django.db.models.expressions.CombinedExpression(models.F('people'), '/', models.Value(5)))), _connector='OR'), name='release_people_rounded', violation_error_message='A number of people in a release is kept rounded to fives.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Session',
                fields=[
                    ('key_hash', models.BinaryField(max_length=32, primary_key=True, serialize=False)),
                    ('payload', models.BinaryField()),
                    ('week_ends', models.DateField(db_index=True)),
                ],
            ),
            migrations.CreateModel(
                name='Snapshot',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(choices=[('joined', 'joined'), ('took_part', 'took part')], max_length=12)),
                    ('number', models.PositiveIntegerField()),
                    ('taken_on', models.DateField(default=django.utils.timezone.localdate)),
                    ('figures', models.JSONField()),
                    ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='snapshots', to='workshops.workshop')),
                ],
                options={
                    'verbose_name': 'snapshot',
                    'verbose_name_plural': 'snapshots',
                    'constraints': [
                        models.UniqueConstraint(models.F('workshop'), models.F('kind'), models.F('number'), name='snapshot_number_once'),
                        models.CheckConstraint(condition=models.Q(('kind__in', ['joined', 'took_part'])), name='snapshot_kind_known'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='StaffChange',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('role', models.CharField(choices=[('administrator', 'site administrator'), ('maker', 'may make workshops'), ('organiser', 'organiser'), ('design_group', 'design group')], max_length=16, verbose_name='role')),
                    ('kind', models.CharField(choices=[('given', 'given'), ('accepted', 'accepted an invitation'), ('taken', 'taken away')], max_length=8, verbose_name='what was done')),
                    ('changed_on', models.DateField(db_default=django.db.models.functions.datetime.TruncDate(django.db.models.functions.datetime.Now()), verbose_name='on')),
                    ('acted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by whom')),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who')),
                    ('workshop', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='workshops.workshop', verbose_name='workshop')),
                ],
                options={
                    'verbose_name': 'change of staff',
                    'verbose_name_plural': 'changes of staff',
                    'ordering': ['-changed_on', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='Subscription',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('email', models.EmailField(max_length=254, null=True)),
                    ('opening', models.BooleanField(default=False)),
                    ('digest', models.BooleanField(default=False)),
                    ('results', models.BooleanField(default=False)),
                    ('token', models.CharField(default=workshops.models.subscriptions.random_token, editable=False, max_length=40, unique=True)),
                    ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='subscriptions', to=settings.AUTH_USER_MODEL)),
                    ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='subscriptions', to='workshops.workshop')),
                    ('named', models.BooleanField(db_default=False, default=False)),
                    ('summary', models.BooleanField(db_default=False, default=False)),
                ],
                options={
                    'constraints': [
                        models.UniqueConstraint(models.F('workshop'), models.F('user'), name='subscription_once_a_user'),
                        models.UniqueConstraint(models.F('workshop'), models.F('email'), name='subscription_once_an_address'),
                        models.CheckConstraint(condition=models.Q(models.Q(('email__isnull', False), ('user', None)), models.Q(('email', None), ('user__isnull', False)), _connector='OR'), name='subscription_user_or_address'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Theme',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                    ('title', models.CharField(max_length=120, verbose_name='title')),
                    ('text', models.TextField(blank=True, help_text='In Markdown: a line that begins with # is a heading, one with - is in a list. Write **bold**, *italic*, and a link as [words](https://…). There are no pictures here.', verbose_name='text')),
                    ('references', models.TextField(blank=True, verbose_name='references')),
                    ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='themes', to='workshops.workshop')),
                ],
                options={
                    'verbose_name': 'theme',
                    'verbose_name_plural': 'themes',
                    'ordering': ['number'],
                    'constraints': [
                        models.UniqueConstraint(models.F('workshop'), models.F('number'), name='theme_number_once', violation_error_message='Two themes have this number. Give each its own.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Update',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('title', models.CharField(max_length=120, verbose_name='title')),
                    ('text', models.TextField(blank=True, help_text='In Markdown: a line that begins with # is a heading, one with - is in a list. Write **bold**, *italic*, and a link as [words](https://…). There are no pictures here.', verbose_name='text')),
                    ('published_on', models.DateField(default=django.utils.timezone.localdate, help_text='Before that day nobody sees it.', verbose_name='shown from')),
                    ('starts_at', models.DateTimeField(blank=True, null=True, verbose_name='an event: begins at')),
                    ('place', models.CharField(blank=True, max_length=200, verbose_name='an event: where')),
                    ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='updates', to='workshops.workshop')),
                ],
                options={
                    'verbose_name': 'update',
                    'verbose_name_plural': 'updates',
                    'ordering': ['-published_on', '-starts_at', 'pk'],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('place', ''), ('starts_at__isnull', False), _connector='OR'), name='update_place_of_an_event', violation_error_message='A place needs a time: say when it starts.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='DrawnMoment',
                fields=[
                    ('workshop', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='drawn_moment', serialize=False, to='workshops.workshop')),
                    ('moment', models.DateTimeField()),
                ],
                options={
                    'verbose_name': 'drawn moment',
                    'verbose_name_plural': 'drawn moments',
                },
            ),
            migrations.CreateModel(
                name='ImportedWorkshop',
                fields=[
                    ('workshop', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='imported_from', serialize=False, to='workshops.workshop')),
                    ('digest', models.BinaryField(max_length=32)),
                ],
                options={
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(django.db.models.lookups.Exact(django.db.models.functions.text.Length('digest'), 32)), name='imported_workshop_digest_length'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Poll',
                fields=[
                    ('workshop', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='poll', serialize=False, to='workshops.workshop')),
                    ('question', models.CharField(help_text='For example: Do you support the draft vision?', max_length=160, verbose_name='question')),
                    ('frozen', models.BooleanField(default=False, editable=False)),
                    ('supportive_words', models.CharField(blank=True, help_text='It follows the share: “91% …”. For example: support it completely or mostly', max_length=120, verbose_name='what the supportive answers say')),
                ],
                options={
                    'verbose_name': 'straw poll',
                    'verbose_name_plural': 'straw poll',
                },
            ),
            migrations.CreateModel(
                name='ShredNote',
                fields=[
                    ('workshop', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='shred_note', serialize=False, to='workshops.workshop')),
                    ('fingerprint', models.CharField(max_length=32, verbose_name='fingerprint')),
                    ('copies', models.PositiveSmallIntegerField(default=0, verbose_name='copies destroyed')),
                    ('shredded_on', models.DateField(null=True, verbose_name='destroyed on')),
                ],
                options={
                    'verbose_name': 'note of a destroyed key',
                    'verbose_name_plural': 'notes of destroyed keys',
                },
            ),
            migrations.CreateModel(
                name='Picture',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(choices=[('logo', 'logo'), ('picture', 'picture')], default='logo', max_length=8, verbose_name='kind')),
                    ('file', workshops.models.pictures.PictureField(help_text='PNG, JPEG or WebP, 5 MB at most. We keep only what one sees of it.', max_length=60, upload_to=workshops.models.materials.name_file, verbose_name='file')),
                    ('words', models.CharField(help_text='What the picture shows, or whose logo it is, for those who cannot see it.', max_length=200, verbose_name='in words')),
                    ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pictures', to='workshops.workshop')),
                ],
                options={
                    'verbose_name': 'logo or picture',
                    'verbose_name_plural': 'logo and picture',
                    'ordering': ['kind'],
                    'constraints': [
                        models.UniqueConstraint(models.F('workshop'), models.F('kind'), name='picture_kind_once', violation_error_message='There is one logo and one picture at most.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('file', ''), _negated=True), models.Q(('words', ''), _negated=True)), name='picture_has_file_and_words', violation_error_message='A picture needs a file and words.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='InvitationTally',
                fields=[
                    ('workshop', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='invitation_tally', serialize=False, to='workshops.workshop')),
                    ('invited', models.PositiveIntegerField(default=0)),
                    ('day', models.DateField(null=True)),
                    ('invited_on_day', models.PositiveIntegerField(default=0)),
                    ('reminders', models.PositiveSmallIntegerField(default=0)),
                    ('reminded_on', models.DateField(null=True)),
                    ('deleted', models.PositiveIntegerField(default=0)),
                ],
            ),
            migrations.CreateModel(
                name='SlipPile',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('number', models.PositiveSmallIntegerField(verbose_name='how many slips')),
                    ('made_on', models.DateField()),
                    ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='workshops.organisation', verbose_name='organisation')),
                    ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='slip_piles', to='workshops.workshop')),
                ],
                options={
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('number__gte', 10)), name='slip_pile_is_for_ten_people', violation_error_message='Print at least ten slips at a time.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Membership',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('vote_subject', models.BinaryField(default=workshops.models.people.random_bytes, max_length=16, null=True)),
                    ('text_subject', models.BinaryField(default=workshops.models.people.random_bytes, max_length=16, null=True)),
                    ('role', models.CharField(choices=[('participant', 'participant'), ('design_group', 'design group'), ('organiser', 'organiser'), ('left', 'left')], default='participant', max_length=16)),
                    ('admission', models.CharField(choices=[('domain', 'e-mail domain'), ('code', 'join code'), ('invitation', 'invitation'), ('import', 'import'), ('slip', 'joining slip')], default='domain', max_length=16)),
                    ('nights_to_wait', models.PositiveSmallIntegerField(default=2, editable=False)),
                    ('pin_hash', models.CharField(blank=True, default='', editable=False, max_length=128)),
                    ('pin_tries', models.PositiveSmallIntegerField(default=0, editable=False)),
                    ('borough', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to='workshops.borough')),
                    ('counted_borough', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='workshops.borough')),
                    ('counted_group', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='workshops.group')),
                    ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to='workshops.group')),
                    ('join_code', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='workshops.joincode')),
                    ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                    ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='workshops.workshop')),
                    ('counted_organisation', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='workshops.organisation')),
                    ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to='workshops.organisation')),
                    ('slip_pile', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='workshops.slippile')),
                ],
                options={
                    'verbose_name': 'membership',
                    'verbose_name_plural': 'memberships',
                    'constraints': [
                        models.UniqueConstraint(models.F('user'), models.F('workshop'), name='membership_once'),
                        models.CheckConstraint(condition=models.Q(('role__in', [workshops.rules.Role['PARTICIPANT'], workshops.rules.Role['DESIGN_GROUP'], workshops.rules.Role['ORGANISER'], workshops.rules.Role['LEFT']])), name='membership_role_known'),
                        models.CheckConstraint(condition=models.Q(('vote_subject', None), django.db.models.lookups.Exact(django.db.models.functions.text.Length('vote_subject'), 16), _connector='OR'), name='membership_vote_subject_length'),
                        models.CheckConstraint(condition=models.Q(('text_subject', None), django.db.models.lookups.Exact(django.db.models.functions.text.Length('text_subject'), 16), _connector='OR'), name='membership_text_subject_length'),
                        models.CheckConstraint(condition=models.Q(('pin_tries', 0), models.Q(('pin_tries__lte', 5), models.Q(('pin_hash', ''), _negated=True)), _connector='OR'), name='membership_pin_tries'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='JoiningSlip',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('tag', models.BinaryField(max_length=16)),
                    ('pile', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='slips', to='workshops.slippile')),
                ],
                options={
                    'constraints': [
                        models.UniqueConstraint(models.F('pile'), models.F('tag'), name='joining_slip_once'),
                        models.CheckConstraint(condition=models.Q(django.db.models.lookups.Exact(django.db.models.functions.text.Length('tag'), 16)), name='joining_slip_tag_length'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='SlipLogin',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('tag', models.BinaryField(max_length=16)),
                    ('pin_hash', models.CharField(max_length=128)),
                    ('tries', models.PositiveSmallIntegerField(default=0)),
                    ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='slip_login', to=settings.AUTH_USER_MODEL)),
                    ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='workshops.workshop')),
                ],
                options={
                    'constraints': [
                        models.UniqueConstraint(models.F('workshop'), models.F('tag'), name='slip_login_once'),
                        models.CheckConstraint(condition=models.Q(django.db.models.lookups.Exact(django.db.models.functions.text.Length('tag'), 16)), name='slip_login_tag_length'),
                        models.CheckConstraint(condition=models.Q(('tries__lte', 50)), name='slip_login_tries'),
                    ],
                },
            ),
        ]),
    ]
