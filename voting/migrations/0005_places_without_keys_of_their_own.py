from django.db import migrations, models

TO_IDEAS = """
ALTER TABLE voting_boardentry DROP COLUMN id;
ALTER TABLE voting_boardentry ADD CONSTRAINT board_idea_once PRIMARY KEY USING INDEX board_idea_once
"""
BACK = """
ALTER TABLE voting_boardentry DROP CONSTRAINT board_idea_once;
ALTER TABLE voting_boardentry ADD COLUMN id uuid PRIMARY KEY DEFAULT gen_random_uuid();
ALTER TABLE voting_boardentry ALTER COLUMN id DROP DEFAULT;
CREATE UNIQUE INDEX board_idea_once ON voting_boardentry (idea_id, board_id)
"""


class Migration(migrations.Migration):
    dependencies = [("voting", "0004_workshops_with_unreleased_votes")]

    operations = [
        migrations.RunSQL(
            TO_IDEAS,
            BACK,
            state_operations=[
                migrations.RemoveConstraint("boardentry", "board_idea_once"),
                migrations.RemoveField("boardentry", "id"),
                migrations.AddField(
                    "boardentry",
                    "pk",
                    models.CompositePrimaryKey(
                        "idea_id", "board_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
            ],
        )
    ]
