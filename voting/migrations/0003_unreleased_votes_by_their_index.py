from django.db import migrations

# The planner takes it that most rows differ in two columns, and would read all votes of all workshops.
CREATE = """
CREATE FUNCTION voting_unreleased(of_workshop uuid)
RETURNS TABLE (idea_id uuid, tag bytea, value smallint, counted smallint)
LANGUAGE sql STABLE SET enable_seqscan = off AS $$
    SELECT vote.idea_id, vote.tag, vote.value, vote.counted
    FROM voting_vote vote JOIN ideas_idea idea ON idea.id = vote.idea_id
    WHERE vote.value IS DISTINCT FROM vote.counted AND idea.workshop_id = of_workshop
$$
"""


class Migration(migrations.Migration):
    dependencies = [("voting", "0002_boards_without_foreign_keys")]

    operations = [migrations.RunSQL(CREATE, "DROP FUNCTION voting_unreleased(uuid)")]
