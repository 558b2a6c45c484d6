import django.db.models.deletion
import ideas_platform.lib.references
import uuid
from django.db import migrations, models

from ideas_platform.lib.new_tables import CreateTables
from ideas_platform.lib.no_samples import keep_no_samples

# Columns of whose values the planner keeps no samples.
QUIET = {
    'events_booking': ['name', 'address', 'organisation', 'needs'],
}


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('events', '0002_live_session'),
    ]

    dependencies = [
        ('ideas', '0001_initial'),
        ('workshops', '0001_initial'),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='Event',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('ref', models.CharField(default=ideas_platform.lib.references.random_reference, editable=False, max_length=16, verbose_name='reference')),
                    ('title', models.CharField(max_length=120, verbose_name='title')),
                    ('text', models.TextField(blank=True, max_length=4000, verbose_name='what it is about')),
                    ('speakers', models.TextField(blank=True, max_length=1000, verbose_name='speakers')),
                    ('place', models.CharField(max_length=300, verbose_name='place')),
                    ('starts_at', models.DateTimeField(verbose_name='begins')),
                    ('ends_at', models.DateTimeField(verbose_name='ends')),
                    ('places', models.PositiveSmallIntegerField(verbose_name='number of places')),
                    ('is_shown', models.BooleanField(default=False, verbose_name='everybody sees it')),
                    ('is_cancelled', models.BooleanField(default=False, verbose_name='cancelled')),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='events', to='workshops.workshop')),
                ],
                options={
                    'verbose_name': 'event',
                    'verbose_name_plural': 'events',
                    'constraints': [
                        models.UniqueConstraint(fields=('workshop', 'ref'), name='event_address_once'),
                        models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='event_ends_after_it_begins'),
                        models.CheckConstraint(condition=models.Q(('places__gte', 1), ('places__lte', 5000)), name='event_has_places'),
                        models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(('place', ''), _negated=True)), name='event_has_title_and_place'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Booking',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=100, verbose_name='name')),
                    ('address', models.EmailField(max_length=254, verbose_name='e-mail address')),
                    ('organisation', models.CharField(blank=True, max_length=120, verbose_name='organisation')),
                    ('needs', models.CharField(blank=True, max_length=500, verbose_name='access needs')),
                    ('line_number', models.PositiveIntegerField(editable=False, null=True)),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bookings', to='events.event')),
                ],
                options={
                    'verbose_name': 'booking',
                    'verbose_name_plural': 'bookings',
                    'constraints': [
                        models.UniqueConstraint(fields=('event', 'address'), name='booking_once_an_address'),
                        models.UniqueConstraint(condition=models.Q(('line_number__isnull', False)), fields=('event', 'line_number'), name='booking_line_number_once'),
                        models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('address', ''), _negated=True)), name='booking_has_a_name'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='EventAgenda',
                fields=[
                    ('event', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='agenda', serialize=False, to='events.event')),
                    ('content', models.BinaryField()),
                    ('size', models.PositiveIntegerField(editable=False)),
                ],
                options={
                    'verbose_name': 'agenda',
                    'verbose_name_plural': 'agendas',
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('content', b''), _negated=True), name='event_agenda_has_a_file'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='LiveSession',
                fields=[
                    ('workshop', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='live_session', serialize=False, to='workshops.workshop')),
                    ('key', models.CharField(default=ideas_platform.lib.references.random_reference, editable=False, max_length=16)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('join_code', models.CharField(blank=True, max_length=20)),
                ],
                options={
                    'verbose_name': 'live session',
                    'verbose_name_plural': 'live sessions',
                },
            ),
            migrations.CreateModel(
                name='ScreenItem',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('place', models.PositiveSmallIntegerField()),
                    ('kind', models.CharField(choices=[('idea', 'idea'), ('poll', 'straw poll'), ('board', 'board')], max_length=5)),
                    ('board', models.CharField(blank=True, choices=[('top', 'Top ideas'), ('common-ground', 'Common ground'), ('new', 'New ideas'), ('rising', 'Rising'), ('debated', 'Debated'), ('diverse', 'Something for everybody')], max_length=16)),
                    ('is_shown', models.BooleanField(default=False)),
                    ('stage', models.CharField(choices=[('planned', 'no round yet'), ('running', 'a round runs'), ('ended', 'the round has ended')], default='planned', max_length=7)),
                    ('began_after', models.PositiveIntegerField(null=True)),
                    ('idea', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ideas.idea')),
                    ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='events.livesession')),
                ],
                options={
                    'verbose_name': 'what a screen shows',
                    'verbose_name_plural': 'what a screen shows',
                    'ordering': ['place', 'id'],
                    'constraints': [
                        models.UniqueConstraint(fields=('session', 'idea'), name='screen_idea_once'),
                        models.UniqueConstraint(condition=models.Q(('kind', 'poll')), fields=('session',), name='screen_poll_once'),
                        models.UniqueConstraint(condition=models.Q(('kind', 'board')), fields=('session', 'board'), name='screen_board_once'),
                        models.UniqueConstraint(condition=models.Q(('is_shown', True)), fields=('session',), name='screen_shows_one'),
                        models.UniqueConstraint(condition=models.Q(('stage', 'running')), fields=('session',), name='screen_runs_one_round'),
                        models.CheckConstraint(condition=models.Q(models.Q(('board', ''), ('idea__isnull', False), ('kind', 'idea')), models.Q(('board', ''), ('idea', None), ('kind', 'poll')), models.Q(('idea', None), ('kind', 'board'), ('stage', 'planned'), models.Q(('board', ''), _negated=True)), _connector='OR'), name='screen_item_is_one'),
                        models.CheckConstraint(condition=models.Q(models.Q(('began_after', None), ('stage', 'planned')), models.Q(models.Q(('stage', 'planned'), _negated=True), ('began_after__isnull', False)), _connector='OR'), name='screen_round_knows_its_release'),
                    ],
                },
            ),
        ]),
        *keep_no_samples(QUIET),
    ]
