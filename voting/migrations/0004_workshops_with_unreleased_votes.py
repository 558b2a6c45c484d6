from django.db import migrations

# As in the step before: the planner would read all votes of all workshops, every five seconds.
CREATE = """
CREATE FUNCTION voting_workshops_with_unreleased() RETURNS SETOF uuid
LANGUAGE sql STABLE SET enable_seqscan = off AS $$
    SELECT DISTINCT idea.workshop_id FROM voting_vote vote JOIN ideas_idea idea ON idea.id = vote.idea_id
    WHERE vote.value IS DISTINCT FROM vote.counted
$$
"""


class Migration(migrations.Migration):
    dependencies = [("voting", "0003_unreleased_votes_by_their_index")]

    operations = [migrations.RunSQL(CREATE, "DROP FUNCTION voting_workshops_with_unreleased()")]
