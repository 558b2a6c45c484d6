from django.db import migrations

# Both are unique. What repeats in them are places of earlier releases, which the next VACUUM takes away.
OFF = """
ALTER INDEX board_idea_once SET (deduplicate_items = off);
ALTER INDEX board_rank_once SET (deduplicate_items = off)
"""
ON = """
ALTER INDEX board_idea_once RESET (deduplicate_items);
ALTER INDEX board_rank_once RESET (deduplicate_items)
"""


class Migration(migrations.Migration):
    dependencies = [("voting", "0005_places_without_keys_of_their_own")]

    operations = [migrations.RunSQL(OFF, ON)]
