import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.db.models.lookups
import ideas_platform.lib.distinct
import ideas_platform.lib.references
import uuid
from django.db import migrations, models

from ideas_platform.lib.new_tables import CreateTables

# Unicode 14, as PostgreSQL's regular expressions write it. What is drawn as nothing: all formats (Cf), what is
# ignorable by default, and four blanks.
HIDDEN = (
    r"\u00AD\u034F\u0600-\u0605\u061C\u06DD\u070F\u0890\u0891\u08E2\u115F\u1160\u17B4\u17B5\u180B-\u180F"
    r"\u200B-\u200F\u202A-\u202E\u2060-\u206F\u2800\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFB"
    r"\U000110BD\U000110CD\U00013430-\U00013438\U00013441\U00013442\U0001BCA0-\U0001BCA3\U0001D159"
    r"\U0001D173-\U0001D17A\U000E0000-\U000E0FFF"
)
# What else is no letter, mark or digit: categories P, S, Z, Cc and Me, and the letters that
# are apostrophes (U+02B9 to U+02BD). What is not assigned yet is no sign.
SIGNS = (
    r"\u0001-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u00A9\u00AB\u00AC\u00AE-\u00B1\u00B4\u00B6-\u00B8"
    r"\u00BB\u00BF\u00D7\u00F7\u02B9-\u02BD\u02C2-\u02C5\u02D2-\u02DF\u02E5-\u02EB\u02ED\u02EF-\u02FF\u0375\u037E"
    r"\u0384\u0385\u0387\u03F6\u0482\u0488\u0489\u055A-\u055F\u0589\u058A\u058D-\u058F\u05BE\u05C0\u05C3"
    r"\u05C6\u05F3\u05F4\u0606-\u060F\u061B\u061D-\u061F\u066A-\u066D\u06D4\u06DE\u06E9\u06FD\u06FE"
    r"\u0700-\u070D\u07F6-\u07F9\u07FE\u07FF\u0830-\u083E\u085E\u0888\u0964\u0965\u0970\u09F2\u09F3"
    r"\u09FA\u09FB\u09FD\u0A76\u0AF0\u0AF1\u0B70\u0BF3-\u0BFA\u0C77\u0C7F\u0C84\u0D4F\u0D79\u0DF4\u0E3F"
    r"\u0E4F\u0E5A\u0E5B\u0F01-\u0F17\u0F1A-\u0F1F\u0F34\u0F36\u0F38\u0F3A-\u0F3D\u0F85\u0FBE-\u0FC5"
    r"\u0FC7-\u0FCC\u0FCE-\u0FDA\u104A-\u104F\u109E\u109F\u10FB\u1360-\u1368\u1390-\u1399\u1400\u166D"
    r"\u166E\u1680\u169B\u169C\u16EB-\u16ED\u1735\u1736\u17D4-\u17D6\u17D8-\u17DB\u1800-\u180A\u1940"
    r"\u1944\u1945\u19DE-\u19FF\u1A1E\u1A1F\u1AA0-\u1AA6\u1AA8-\u1AAD\u1ABE\u1B5A-\u1B6A\u1B74-\u1B7E"
    r"\u1BFC-\u1BFF\u1C3B-\u1C3F\u1C7E\u1C7F\u1CC0-\u1CC7\u1CD3\u1FBD\u1FBF-\u1FC1\u1FCD-\u1FCF"
    r"\u1FDD-\u1FDF\u1FED-\u1FEF\u1FFD\u1FFE\u2000-\u200A\u2010-\u2029\u202F-\u205F\u207A-\u207E"
    r"\u208A-\u208E\u20A0-\u20C0\u20DD-\u20E0\u20E2-\u20E4\u2100\u2101\u2103-\u2106\u2108\u2109\u2114"
    r"\u2116-\u2118\u211E-\u2123\u2125\u2127\u2129\u212E\u213A\u213B\u2140-\u2144\u214A-\u214D\u214F"
    r"\u218A\u218B\u2190-\u2426\u2440-\u244A\u249C-\u24E9\u2500-\u2775\u2794-\u27FF\u2801-\u2B73"
    r"\u2B76-\u2B95\u2B97-\u2BFF\u2CE5-\u2CEA\u2CF9-\u2CFC\u2CFE\u2CFF\u2D70\u2E00-\u2E2E\u2E30-\u2E5D"
    r"\u2E80-\u2E99\u2E9B-\u2EF3\u2F00-\u2FD5\u2FF0-\u2FFB\u3000-\u3004\u3008-\u3020\u3030\u3036\u3037"
    r"\u303D-\u303F\u309B\u309C\u30A0\u30FB\u3190\u3191\u3196-\u319F\u31C0-\u31E3\u3200-\u321E"
    r"\u322A-\u3247\u3250\u3260-\u327F\u328A-\u32B0\u32C0-\u33FF\u4DC0-\u4DFF\uA490-\uA4C6\uA4FE\uA4FF"
    r"\uA60D-\uA60F\uA670-\uA673\uA67E\uA6F2-\uA6F7\uA700-\uA716\uA720\uA721\uA789\uA78A\uA828-\uA82B"
    r"\uA836-\uA839\uA874-\uA877\uA8CE\uA8CF\uA8F8-\uA8FA\uA8FC\uA92E\uA92F\uA95F\uA9C1-\uA9CD\uA9DE"
    r"\uA9DF\uAA5C-\uAA5F\uAA77-\uAA79\uAADE\uAADF\uAAF0\uAAF1\uAB5B\uAB6A\uAB6B\uABEB\uFB29"
    r"\uFBB2-\uFBC2\uFD3E-\uFD4F\uFDCF\uFDFC-\uFDFF\uFE10-\uFE19\uFE30-\uFE52\uFE54-\uFE66\uFE68-\uFE6B"
    r"\uFF01-\uFF0F\uFF1A-\uFF20\uFF3B-\uFF40\uFF5B-\uFF65\uFFE0-\uFFE6\uFFE8-\uFFEE\uFFFC\uFFFD"
    r"\U00010100-\U00010102\U00010137-\U0001013F\U00010179-\U00010189\U0001018C-\U0001018E"
    r"\U00010190-\U0001019C\U000101A0\U000101D0-\U000101FC\U0001039F\U000103D0\U0001056F\U00010857"
    r"\U00010877\U00010878\U0001091F\U0001093F\U00010A50-\U00010A58\U00010A7F\U00010AC8"
    r"\U00010AF0-\U00010AF6\U00010B39-\U00010B3F\U00010B99-\U00010B9C\U00010EAD\U00010F55-\U00010F59"
    r"\U00010F86-\U00010F89\U00011047-\U0001104D\U000110BB\U000110BC\U000110BE-\U000110C1"
    r"\U00011140-\U00011143\U00011174\U00011175\U000111C5-\U000111C8\U000111CD\U000111DB"
    r"\U000111DD-\U000111DF\U00011238-\U0001123D\U000112A9\U0001144B-\U0001144F\U0001145A\U0001145B"
    r"\U0001145D\U000114C6\U000115C1-\U000115D7\U00011641-\U00011643\U00011660-\U0001166C\U000116B9"
    r"\U0001173C-\U0001173F\U0001183B\U00011944-\U00011946\U000119E2\U00011A3F-\U00011A46"
    r"\U00011A9A-\U00011A9C\U00011A9E-\U00011AA2\U00011C41-\U00011C45\U00011C70\U00011C71\U00011EF7"
    r"\U00011EF8\U00011FD5-\U00011FF1\U00011FFF\U00012470-\U00012474\U00012FF1\U00012FF2\U00016A6E"
    r"\U00016A6F\U00016AF5\U00016B37-\U00016B3F\U00016B44\U00016B45\U00016E97-\U00016E9A\U00016FE2"
    r"\U0001BC9C\U0001BC9F\U0001CF50-\U0001CFC3\U0001D000-\U0001D0F5\U0001D100-\U0001D126"
    r"\U0001D129-\U0001D158\U0001D15A-\U0001D164\U0001D16A-\U0001D16C\U0001D183\U0001D184"
    r"\U0001D18C-\U0001D1A9\U0001D1AE-\U0001D1EA\U0001D200-\U0001D241\U0001D245\U0001D300-\U0001D356"
    r"\U0001D6C1\U0001D6DB\U0001D6FB\U0001D715\U0001D735\U0001D74F\U0001D76F\U0001D789\U0001D7A9"
    r"\U0001D7C3\U0001D800-\U0001D9FF\U0001DA37-\U0001DA3A\U0001DA6D-\U0001DA74\U0001DA76-\U0001DA83"
    r"\U0001DA85-\U0001DA8B\U0001E14F\U0001E2FF\U0001E95E\U0001E95F\U0001ECAC\U0001ECB0\U0001ED2E"
    r"\U0001EEF0\U0001EEF1\U0001F000-\U0001F02B\U0001F030-\U0001F093\U0001F0A0-\U0001F0AE"
    r"\U0001F0B1-\U0001F0BF\U0001F0C1-\U0001F0CF\U0001F0D1-\U0001F0F5\U0001F10D-\U0001F1AD"
    r"\U0001F1E6-\U0001F202\U0001F210-\U0001F23B\U0001F240-\U0001F248\U0001F250\U0001F251"
    r"\U0001F260-\U0001F265\U0001F300-\U0001F6D7\U0001F6DD-\U0001F6EC\U0001F6F0-\U0001F6FC"
    r"\U0001F700-\U0001F773\U0001F780-\U0001F7D8\U0001F7E0-\U0001F7EB\U0001F7F0\U0001F800-\U0001F80B"
    r"\U0001F810-\U0001F847\U0001F850-\U0001F859\U0001F860-\U0001F887\U0001F890-\U0001F8AD\U0001F8B0"
    r"\U0001F8B1\U0001F900-\U0001FA53\U0001FA60-\U0001FA6D\U0001FA70-\U0001FA74\U0001FA78-\U0001FA7C"
    r"\U0001FA80-\U0001FA86\U0001FA90-\U0001FAAC\U0001FAB0-\U0001FABA\U0001FAC0-\U0001FAC5"
    r"\U0001FAD0-\U0001FAD9\U0001FAE0-\U0001FAE7\U0001FAF0-\U0001FAF6\U0001FB00-\U0001FB92"
    r"\U0001FB94-\U0001FBCA"
)
PLAIN_WORDS = f"""
CREATE FUNCTION ideas_plain_words(said text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN regexp_replace(regexp_replace(said, '[{HIDDEN}]+', '', 'g'), '[{SIGNS}]+', ' ', 'g')
"""
# Ideas are found by their words, whatever their ending or accents. Small words are words, too: whoever asks leaves
# them out, unless there are no others.
CONFIGURE = """
CREATE TEXT SEARCH DICTIONARY ideas_stem (TEMPLATE = snowball, LANGUAGE = english);
CREATE TEXT SEARCH CONFIGURATION ideas_english (COPY = english);
ALTER TEXT SEARCH CONFIGURATION ideas_english
    ALTER MAPPING FOR hword, hword_part WITH unaccent, english_stem;
ALTER TEXT SEARCH CONFIGURATION ideas_english ALTER MAPPING FOR asciiword, word WITH unaccent, ideas_stem;
ALTER TEXT SEARCH CONFIGURATION ideas_english ALTER MAPPING FOR numword WITH unaccent, simple;
CREATE TEXT SEARCH CONFIGURATION ideas_plain (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION ideas_plain ALTER MAPPING FOR asciiword, word, numword WITH unaccent, simple;
"""
UNDO = """
DROP TEXT SEARCH CONFIGURATION ideas_plain;
DROP TEXT SEARCH CONFIGURATION ideas_english;
DROP TEXT SEARCH DICTIONARY ideas_stem;
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('workshops', '0002_beside_the_tables'),
    ]

    operations = [
        migrations.RunSQL(PLAIN_WORDS, 'DROP FUNCTION ideas_plain_words'),
        migrations.RunSQL(CONFIGURE, UNDO),
        CreateTables([
            migrations.CreateModel(
                name='PollTotal',
                fields=[
                    ('option', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='total', serialize=False, to='workshops.polloption')),
                    ('number', models.PositiveIntegerField(default=0)),
                ],
                options={
                    'verbose_name': 'poll total',
                    'verbose_name_plural': 'poll totals',
                },
            ),
            migrations.CreateModel(
                name='PollAnswer',
                fields=[
                    ('pk', models.CompositePrimaryKey('poll_id', 'tag', blank=True, editable=False, primary_key=True, serialize=False)),
                    ('tag', models.BinaryField(max_length=16)),
                    ('counted', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='counted_answers', to='workshops.polloption')),
                    ('option', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='answers', to='workshops.polloption')),
                    ('poll', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='workshops.poll')),
                ],
                options={
                    'verbose_name': 'poll answer',
                    'verbose_name_plural': 'poll answers',
                    'indexes': [
                        models.Index(condition=models.Q(ideas_platform.lib.distinct.IsDistinctFrom(models.F('option'), models.F('counted')), ('option', None), _connector='OR'), fields=['poll'], name='poll_answer_waiting'),
                    ],
                    'constraints': [
                        models.CheckConstraint(condition=django.db.models.lookups.Exact(django.db.models.functions.text.Length('tag'), 16), name='poll_answer_tag_length'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='IdeaSource',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('words', models.CharField(max_length=120, verbose_name='where they come from')),
                    ('answers', models.PositiveIntegerField(blank=True, null=True, verbose_name='number of answers')),
                    ('digest', models.CharField(editable=False, max_length=64)),
                    ('brought_on', models.DateField(db_default=django.db.models.functions.datetime.TruncDate(django.db.models.functions.datetime.Now()), editable=False)),
                    ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='idea_sources', to='workshops.workshop')),
                ],
                options={
                    'verbose_name': 'source of ideas',
                    'verbose_name_plural': 'sources of ideas',
                    'constraints': [
                        models.CheckConstraint(condition=django.db.models.lookups.GreaterThan(django.db.models.functions.text.Length('words'), 0), name='idea_source_has_words'),
                        models.CheckConstraint(condition=models.Q(('answers', None), ('answers__gt', 0), _connector='OR'), name='idea_source_of_somebody'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Idea',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('ref', models.CharField(default=ideas_platform.lib.references.random_reference, editable=False, max_length=16, unique=True, verbose_name='reference')),
                    ('thread_tag', models.BinaryField(max_length=16)),
                    ('status', models.CharField(choices=[('unreleased', 'waiting for the next release'), ('in_review', 'with the design group'), ('published', 'published'), ('hidden', 'hidden'), ('withdrawn', 'taken back'), ('lapsed', 'came too late to be shown')], default='unreleased', max_length=12, verbose_name='state')),
                    ('reviewed', models.BooleanField(default=False, verbose_name='looked at')),
                    ('withdrawal_pending', models.BooleanField(default=False, editable=False)),
                    ('held', models.BooleanField(default=False, editable=False, verbose_name='held')),
                    ('waiting_since', models.DateField(editable=False, null=True)),
                    ('published_on', models.DateField(editable=False, null=True, verbose_name='released on')),
                    ('intent', models.CharField(choices=[('build', 'Build on it'), ('challenge', 'Challenge it'), ('replace', 'Replace it'), ('block', 'Gets in the way'), ('new', 'New idea')], default='new', max_length=12, verbose_name='intent')),
                    ('title', models.CharField(max_length=120, verbose_name='title')),
                    ('body', models.TextField(max_length=6000, verbose_name='text')),
                    ('settled', models.BooleanField(default=False, editable=False)),
                    ('frozen', models.BooleanField(default=False, editable=False)),
                    ('theme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='%(class)ss', to='workshops.theme', verbose_name='theme')),
                    ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ideas', to='workshops.workshop', verbose_name='workshop')),
                    ('review_since', models.DateField(editable=False, null=True)),
                    ('words', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector(models.Func('title', function='ideas_plain_words'), config='ideas_english', weight='A'), '||', django.contrib.postgres.search.SearchVector(models.Func('body', function='ideas_plain_words'), config='ideas_english', weight='B'), django.contrib.postgres.search.SearchConfig('ideas_english')), output_field=django.contrib.postgres.search.SearchVectorField())),
                    ('approved', models.BooleanField(db_default=False, default=False, editable=False)),
                    ('held_by_reports', models.BooleanField(db_default=False, default=False, editable=False)),
                    ('source', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='ideas', to='ideas.ideasource')),
                ],
                options={
                    'verbose_name': 'idea',
                    'verbose_name_plural': 'ideas',
                    'abstract': False,
                    'indexes': [
                        models.Index(fields=['thread_tag'], name='idea_thread_tag'),
                        models.Index(condition=models.Q(('frozen', True)), fields=['id'], name='idea_frozen'),
                        models.Index(django.db.models.functions.text.MD5('title'), condition=models.Q(('waiting_since__isnull', False)), name='idea_twins'),
                        django.contrib.postgres.indexes.GinIndex(condition=models.Q(('status', 'published')), fields=['title'], gin_pending_list_limit=64, name='idea_title_parts', opclasses=['gin_trgm_ops']),
                        django.contrib.postgres.indexes.GinIndex(condition=models.Q(('status', 'published')), fields=['words'], gin_pending_list_limit=64, name='idea_words'),
                        models.Index(condition=models.Q(('status', 'unreleased'), ('withdrawal_pending', True), _connector='OR'), fields=['workshop'], name='idea_pending'),
                        models.Index(fields=['workshop', 'status', '-published_on'], include=('id',), name='idea_list'),
                        models.Index(condition=models.Q(('status', 'in_review'), models.Q(('reviewed', False), ('status', 'published')), _connector='OR'), fields=['workshop'], include=('id', 'held', 'held_by_reports', 'review_since'), name='idea_unread'),
                        models.Index(condition=models.Q(('source__isnull', False)), fields=['source'], name='idea_source'),
                    ],
                    'constraints': [
                        models.CheckConstraint(condition=django.db.models.lookups.Exact(django.db.models.functions.text.Length('thread_tag'), 16), name='idea_thread_tag_length'),
                        models.CheckConstraint(condition=models.Q(('held', False), models.Q(('status', 'published'), _negated=True), _connector='OR'), name='idea_held_is_not_published'),
                        models.CheckConstraint(condition=models.Q(models.Q(('published_on', None), ('status', 'unreleased')), models.Q(models.Q(('status', 'unreleased'), _negated=True), ('waiting_since', None)), _connector='OR'), name='idea_dates_fit_its_state'),
                        models.CheckConstraint(condition=models.Q(('withdrawal_pending', False), models.Q(('status__in', ['unreleased', 'withdrawn']), _negated=True), _connector='OR'), name='idea_leaves_only_what_is_there'),
                        models.CheckConstraint(condition=models.Q(('held_by_reports', False), models.Q(models.Q(('status', 'published'), _negated=True), ('approved', False)), _connector='OR'), name='idea_held_by_reports_is_not_shown'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='ImportedIdea',
                fields=[
                    ('idea', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='imported', serialize=False, to='ideas.idea')),
                    ('source_id', models.IntegerField()),
                ],
            ),
            migrations.CreateModel(
                name='Comment',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('ref', models.CharField(default=ideas_platform.lib.references.random_reference, editable=False, max_length=16, unique=True, verbose_name='reference')),
                    ('thread_tag', models.BinaryField(max_length=16)),
                    ('status', models.CharField(choices=[('unreleased', 'waiting for the next release'), ('in_review', 'with the design group'), ('published', 'published'), ('hidden', 'hidden'), ('withdrawn', 'taken back'), ('lapsed', 'came too late to be shown')], default='unreleased', max_length=12, verbose_name='state')),
                    ('reviewed', models.BooleanField(default=False, verbose_name='looked at')),
                    ('withdrawal_pending', models.BooleanField(default=False, editable=False)),
                    ('held', models.BooleanField(default=False, editable=False, verbose_name='held')),
                    ('waiting_since', models.DateField(editable=False, null=True)),
                    ('published_on', models.DateField(editable=False, null=True, verbose_name='released on')),
                    ('intent', models.CharField(choices=[('build', 'Builds on it'), ('challenge', 'Challenges it'), ('question', 'Asks a question')], max_length=12, verbose_name='intent')),
                    ('body', models.TextField(max_length=2000, verbose_name='text')),
                    ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='replies', to='ideas.comment')),
                    ('idea', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='ideas.idea')),
                    ('review_since', models.DateField(editable=False, null=True)),
                    ('approved', models.BooleanField(db_default=False, default=False, editable=False)),
                    ('held_by_reports', models.BooleanField(db_default=False, default=False, editable=False)),
                ],
                options={
                    'verbose_name': 'comment',
                    'verbose_name_plural': 'comments',
                    'abstract': False,
                    'indexes': [
                        models.Index(fields=['thread_tag'], name='comment_thread_tag'),
                        models.Index(condition=models.Q(('status', 'unreleased'), ('withdrawal_pending', True), _connector='OR'), fields=['idea'], name='comment_pending'),
                        models.Index(fields=['idea', 'status'], name='comment_thread'),
                        models.Index(condition=models.Q(('status', 'in_review'), models.Q(('reviewed', False), ('status', 'published')), _connector='OR'), fields=['idea'], include=('id', 'held', 'held_by_reports', 'review_since'), name='comment_unread'),
                    ],
                    'constraints': [
                        models.CheckConstraint(condition=django.db.models.lookups.Exact(django.db.models.functions.text.Length('thread_tag'), 16), name='comment_thread_tag_length'),
                        models.CheckConstraint(condition=models.Q(('held', False), models.Q(('status', 'published'), _negated=True), _connector='OR'), name='comment_held_is_not_published'),
                        models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('body'), 2000), name='comment_body_length'),
                        models.CheckConstraint(condition=models.Q(('intent__in', ['build', 'challenge', 'question'])), name='comment_intent_known'),
                        models.CheckConstraint(condition=models.Q(models.Q(('published_on', None), ('status', 'unreleased')), models.Q(models.Q(('status', 'unreleased'), _negated=True), ('waiting_since', None)), _connector='OR'), name='comment_dates_fit_its_state'),
                        models.CheckConstraint(condition=models.Q(('withdrawal_pending', False), models.Q(('status__in', ['unreleased', 'withdrawn']), _negated=True), _connector='OR'), name='comment_leaves_only_what_is_there'),
                        models.CheckConstraint(condition=models.Q(('held_by_reports', False), models.Q(models.Q(('status', 'published'), _negated=True), ('approved', False)), _connector='OR'), name='comment_held_by_reports_is_not_shown'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Mute',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('comment', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='mute', to='ideas.comment')),
                    ('idea', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='mute', to='ideas.idea')),
                ],
                options={
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(models.Q(('comment', None), ('idea__isnull', False)), models.Q(('comment__isnull', False), ('idea', None)), _connector='OR'), name='mute_about_one_item'),
                    ],
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
                    ('comment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='ideas.comment')),
                    ('idea', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='ideas.idea')),
                    ('answered', models.BooleanField(db_default=False, default=False)),
                ],
                options={
                    'verbose_name': 'report',
                    'verbose_name_plural': 'reports',
                    'indexes': [
                        models.Index(condition=models.Q(('released', False)), fields=['idea'], name='report_unreleased'),
                    ],
                    'constraints': [
                        models.CheckConstraint(condition=django.db.models.lookups.Exact(django.db.models.functions.text.Length('tag'), 16), name='report_tag_length'),
                        models.CheckConstraint(condition=models.Q(('item', django.db.models.functions.comparison.Coalesce(models.F('comment'), models.F('idea')))), name='report_item_is_what_it_is_about'),
                        models.CheckConstraint(condition=models.Q(('reason__in', ['identifies', 'abusive', 'off_topic', 'duplicate', 'safety'])), name='report_reason_known'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='CommentRevision',
                fields=[
                    ('comment', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='revision', serialize=False, to='ideas.comment')),
                    ('intent', models.CharField(choices=[('build', 'Builds on it'), ('challenge', 'Challenges it'), ('question', 'Asks a question')], max_length=12, verbose_name='intent')),
                    ('body', models.TextField(max_length=2000, verbose_name='text')),
                    ('held', models.BooleanField(default=False, editable=False)),
                ],
                options={
                    'verbose_name': 'revision of a comment',
                    'verbose_name_plural': 'revisions of comments',
                    'constraints': [
                        models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('body'), 2000), name='commentrevision_body_length', violation_error_message='The text is too long.'),
                        models.CheckConstraint(condition=models.Q(('intent__in', ['build', 'challenge', 'question'])), name='commentrevision_intent_known', violation_error_message='Choose what the comment does.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Merge',
                fields=[
                    ('idea', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='merge', serialize=False, to='ideas.idea')),
                    ('main_voters', models.PositiveIntegerField(default=0)),
                    ('counted', models.BooleanField(default=False)),
                    ('merged_on', models.DateField(db_default=django.db.models.functions.datetime.TruncDate(django.db.models.functions.datetime.Now()), verbose_name='merged on')),
                    ('main', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='ideas.idea', verbose_name='merged into')),
                    ('merged_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='workshops.membership')),
                ],
                options={
                    'verbose_name': 'merge',
                    'verbose_name_plural': 'merges',
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('idea', models.F('main')), _negated=True), name='merge_of_two_ideas'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Revision',
                fields=[
                    ('intent', models.CharField(choices=[('build', 'Build on it'), ('challenge', 'Challenge it'), ('replace', 'Replace it'), ('block', 'Gets in the way'), ('new', 'New idea')], default='new', max_length=12, verbose_name='intent')),
                    ('title', models.CharField(max_length=120, verbose_name='title')),
                    ('body', models.TextField(max_length=6000, verbose_name='text')),
                    ('idea', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='revision', serialize=False, to='ideas.idea')),
                    ('held', models.BooleanField(default=False, editable=False)),
                    ('theme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='%(class)ss', to='workshops.theme', verbose_name='theme')),
                ],
                options={
                    'verbose_name': 'revision',
                    'verbose_name_plural': 'revisions',
                },
            ),
            migrations.CreateModel(
                name='CoverRequest',
                fields=[
                    ('item', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ('words', models.TextField(blank=True, max_length=1000, verbose_name='words')),
                    ('released', models.BooleanField(default=False)),
                    ('answered', models.BooleanField(default=False)),
                    ('comment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='ideas.comment')),
                    ('idea', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='ideas.idea')),
                ],
                options={
                    'abstract': False,
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('item', django.db.models.functions.comparison.Coalesce(models.F('comment'), models.F('idea')))), name='coverrequest_item_is_what_it_is_about'),
                        models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('words'), 1000), name='coverrequest_words_length'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='SecondLook',
                fields=[
                    ('item', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ('words', models.TextField(blank=True, max_length=1000, verbose_name='words')),
                    ('released', models.BooleanField(default=False)),
                    ('answered', models.BooleanField(default=False)),
                    ('comment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='ideas.comment')),
                    ('idea', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='ideas.idea')),
                ],
                options={
                    'abstract': False,
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('item', django.db.models.functions.comparison.Coalesce(models.F('comment'), models.F('idea')))), name='secondlook_item_is_what_it_is_about'),
                        models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('words'), 1000), name='secondlook_words_length'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Question',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('text', models.TextField(max_length=500, verbose_name='question')),
                    ('outcome', models.CharField(choices=[('cover', 'Publish it with the words covered'), ('hide', 'Hide it')], max_length=8, verbose_name='without an answer')),
                    ('reason', models.CharField(choices=[('identifies', 'could identify a person'), ('abusive', 'attacks a person'), ('off_topic', 'not about this workshop'), ('duplicate', 'sent twice')], max_length=12, verbose_name='reason')),
                    ('places', models.JSONField(default=list, editable=False)),
                    ('asked_on', models.DateField(db_default=django.db.models.functions.datetime.TruncDate(django.db.models.functions.datetime.Now()), verbose_name='asked on')),
                    ('ended', models.CharField(blank=True, choices=[('answered', 'answered'), ('reworded', 'its author changed the text instead'), ('decided', 'the group decided without an answer'), ('ran_out', 'no answer came'), ('lapsed', 'the workshop closed before an answer could be shown'), ('danger', 'somebody may be at risk, so the group decides at once')], db_default='', max_length=8, verbose_name='ended')),
                    ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='workshops.membership')),
                    ('comment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='ideas.comment')),
                    ('idea', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='ideas.idea')),
                    ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='workshops.workshop')),
                ],
                options={
                    'verbose_name': 'question',
                    'verbose_name_plural': 'questions',
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(models.Q(('comment', None), ('idea__isnull', False)), models.Q(('comment__isnull', False), ('idea', None)), _connector='OR'), name='question_about_one_item'),
                        models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'cover'), ('reason__in', ['identifies', 'abusive'])), models.Q(('outcome', 'hide'), ('reason__in', ['identifies', 'abusive', 'off_topic', 'duplicate'])), _connector='OR'), name='question_reason_fits_outcome'),
                        models.CheckConstraint(condition=models.Q(('ended__in', ['', 'answered', 'reworded', 'decided', 'ran_out', 'lapsed', 'danger'])), name='question_end_known'),
                        models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('text'), 500), name='question_text_length'),
                        models.UniqueConstraint(condition=models.Q(('ended', '')), fields=('idea',), name='question_one_at_a_time_of_an_idea'),
                        models.UniqueConstraint(condition=models.Q(('ended', '')), fields=('comment',), name='question_one_at_a_time_of_a_comment'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Answer',
                fields=[
                    ('question', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='answer', serialize=False, to='ideas.question')),
                    ('body', models.TextField(max_length=2000, verbose_name='answer')),
                    ('released_on', models.DateField(editable=False, null=True)),
                ],
                options={
                    'verbose_name': 'answer to a question',
                    'verbose_name_plural': 'answers to questions',
                    'indexes': [
                        models.Index(condition=models.Q(('released_on', None)), fields=['question'], name='answer_unreleased'),
                    ],
                    'constraints': [
                        models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('body'), 2000), name='answer_body_length'),
                    ],
                },
            ),
        ]),
    ]
