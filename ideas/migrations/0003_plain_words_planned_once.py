"""The function that leaves words only is planned once on each connection.

As a function in SQL it was put anew into each statement that writes an idea, with its two lists of signs, which took
longer than the row itself: 0.4 ms of 0.6.
"""

from importlib import import_module

from django.db import migrations

first = import_module('ideas.migrations.0001_initial')

PLANNED_ONCE = f"""
CREATE OR REPLACE FUNCTION ideas_plain_words(said text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
BEGIN
    RETURN regexp_replace(regexp_replace(said, '[{first.HIDDEN}]+', '', 'g'), '[{first.SIGNS}]+', ' ', 'g');
END
$$
"""
IN_SQL = first.PLAIN_WORDS.replace('CREATE FUNCTION', 'CREATE OR REPLACE FUNCTION')


class Migration(migrations.Migration):

    dependencies = [
        ('ideas', '0002_beside_the_tables'),
    ]

    operations = [
        migrations.RunSQL(PLANNED_ONCE, IN_SQL),
    ]
