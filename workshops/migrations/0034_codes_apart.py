"""Letters with a code lie in a part of the outbox that PostgreSQL writes into no log: who signed in when, it would tell."""

from django.db import migrations

LIKE = "(LIKE workshops_outboxemail INCLUDING DEFAULTS INCLUDING CONSTRAINTS)"
QUIET = ("key", "recipient", "subject", "text", "html", "unsubscribe_url")
HUSH = "".join(f"ALTER TABLE workshops_outboxemail ALTER COLUMN {column} SET STATISTICS 0;" for column in QUIET)
REPLACE = f"""
INSERT INTO workshops_outbox_draft SELECT * FROM workshops_outboxemail;
DROP TABLE workshops_outboxemail;
ALTER TABLE workshops_outbox_draft RENAME TO workshops_outboxemail;
{HUSH}
"""  # nosec B608
APART = f"""
CREATE TABLE workshops_outbox_draft {LIKE} PARTITION BY LIST (kind);
CREATE UNLOGGED TABLE workshops_outboxemail_code PARTITION OF workshops_outbox_draft FOR VALUES IN ('code');
CREATE TABLE workshops_outboxemail_letter PARTITION OF workshops_outbox_draft DEFAULT;
{REPLACE}
ALTER TABLE workshops_outboxemail ADD CONSTRAINT workshops_outboxemail_pkey PRIMARY KEY (id, kind);
ALTER TABLE workshops_outboxemail ADD CONSTRAINT workshops_outboxemail_key_key UNIQUE (key, kind);
"""
TOGETHER = f"""
CREATE TABLE workshops_outbox_draft {LIKE};
{REPLACE}
ALTER TABLE workshops_outboxemail ADD CONSTRAINT workshops_outboxemail_pkey PRIMARY KEY (id);
ALTER TABLE workshops_outboxemail ADD CONSTRAINT workshops_outboxemail_key_key UNIQUE (key);
CREATE INDEX workshops_outboxemail_key_01c7fdff_like ON workshops_outboxemail (key varchar_pattern_ops);
"""


class Migration(migrations.Migration):
    dependencies = [("workshops", "0033_quiet_people")]
    operations = [migrations.RunSQL(APART, TOGETHER)]
