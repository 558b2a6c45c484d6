"""What the tables need beside Django's description of them: extensions, boroughs, triggers, quiet statistics."""

import json
from pathlib import Path

from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations

from ideas_platform.lib.counting_triggers import count_changes
from ideas_platform.lib.no_samples import keep_no_samples

BOROUGHS = Path(__file__).resolve().parent.parent / "data" / "boroughs.json"

LIMITER = """
CREATE UNLOGGED TABLE limiter_cache (
    cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);
CREATE INDEX limiter_cache_expires ON limiter_cache (expires);
"""
# When staff set an authenticator up, used one, or looked at their codes, is written nowhere.
NO_TIMES = """
UPDATE mfa_authenticator SET created_at = '2000-01-01 00:00:00+00', last_used_at = NULL,
    data = CASE WHEN data ? 'viewed_at' THEN jsonb_set(data, '{viewed_at}', '1') ELSE data END;
ALTER TABLE mfa_authenticator ADD CONSTRAINT authenticator_without_times CHECK (
    created_at = '2000-01-01 00:00:00+00' AND last_used_at IS NULL
    AND coalesce(data -> 'viewed_at', '1') = '1'
);
"""
SNAPSHOTS_STAY = """
CREATE FUNCTION workshops_snapshot_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'a snapshot is never changed' USING ERRCODE = 'check_violation'; END $$;
CREATE TRIGGER workshops_snapshot_stays BEFORE UPDATE ON workshops_snapshot
    FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION workshops_snapshot_stays();
"""
SNAPSHOTS_MOVE = """
DROP TRIGGER workshops_snapshot_stays ON workshops_snapshot;
DROP FUNCTION workshops_snapshot_stays();
"""
PRACTICE_STAYS = """
CREATE FUNCTION workshops_practice_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a practice workshop never becomes a real one' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER workshops_practice_stays BEFORE UPDATE ON workshops_workshop
    FOR EACH ROW WHEN (OLD.practice AND NOT NEW.practice) EXECUTE FUNCTION workshops_practice_stays();
"""
PRACTICE_MOVES = """
DROP TRIGGER workshops_practice_stays ON workshops_workshop;
DROP FUNCTION workshops_practice_stays();
"""
# Letters with a code lie in a part of the outbox that PostgreSQL writes into no log: it would tell who signed
# in when.
LIKE = "(LIKE workshops_outboxemail INCLUDING DEFAULTS INCLUDING CONSTRAINTS)"
REPLACE = """
INSERT INTO workshops_outbox_draft SELECT * FROM workshops_outboxemail;
DROP TABLE workshops_outboxemail;
ALTER TABLE workshops_outbox_draft RENAME TO workshops_outboxemail;
"""
CODES_APART = f"""
CREATE TABLE workshops_outbox_draft {LIKE} PARTITION BY LIST (kind);
CREATE UNLOGGED TABLE workshops_outboxemail_code PARTITION OF workshops_outbox_draft FOR VALUES IN ('code');
CREATE TABLE workshops_outboxemail_letter PARTITION OF workshops_outbox_draft DEFAULT;
{REPLACE}
ALTER TABLE workshops_outboxemail ADD CONSTRAINT workshops_outboxemail_pkey PRIMARY KEY (id, kind);
ALTER TABLE workshops_outboxemail ADD CONSTRAINT workshops_outboxemail_key_key UNIQUE (key, kind);
"""
CODES_TOGETHER = f"""
CREATE TABLE workshops_outbox_draft {LIKE};
{REPLACE}
ALTER TABLE workshops_outboxemail ADD CONSTRAINT workshops_outboxemail_pkey PRIMARY KEY (id);
ALTER TABLE workshops_outboxemail ADD CONSTRAINT workshops_outboxemail_key_key UNIQUE (key);
CREATE INDEX workshops_outboxemail_key_01c7fdff_like ON workshops_outboxemail (key varchar_pattern_ops);
"""
# A number for each workshop that grows with every change of what its members see: by it pages are kept.
COUNT = """
CREATE FUNCTION workshops_count_change(changed uuid[]) RETURNS void LANGUAGE sql AS $$
    UPDATE workshops_workshop SET content_version = content_version + 1 WHERE id = ANY (changed)
$$;
"""
THEMES = 'SELECT workshop_id, id, number, title, text, "references" FROM {rows}'
QUIET = {
    "account_emailaddress": ["email"],
    "mfa_authenticator": ["data"],
    "workshops_invitation": ["email"],
    "workshops_joincode": ["code"],
    "workshops_joiningslip": ["tag"],
    "workshops_departedaddress": ["tag"],
    "workshops_membership": ["vote_subject", "text_subject", "pin_hash"],
    "workshops_outboxemail": ["key", "recipient", "subject", "text", "html", "unsubscribe_url", "calendar"],
    "workshops_pendingtext": ["payload"],
    "workshops_session": ["key_hash", "payload"],
    "workshops_sliplogin": ["tag", "pin_hash", "tries"],
    "workshops_subscription": ["email", "token"],
    "workshops_user": ["email", "session_epoch"],
}


def add_boroughs(apps, schema_editor):
    borough = apps.get_model("workshops", "Borough")
    wanted = ("slug", "name", "column", "row")
    borough.objects.bulk_create(
        borough(**{name: row[name] for name in wanted}) for row in json.loads(BOROUGHS.read_text())
    )


class Migration(migrations.Migration):
    replaces = [
        ('workshops', '0003_markdown_of_organisers'),
        ('workshops', '0004_pictures'),
        ('workshops', '0005_reporters_that_hold'),
        ('workshops', '0006_set_up'),
        ('workshops', '0007_invitations_by_list'),
        ('workshops', '0008_joining_slips'),
        ('workshops', '0009_calendar_of_letters'),
        ('workshops', '0010_weekly_summary'),
        ('workshops', '0011_live_session'),
    ]

    dependencies = [
        ("workshops", "0001_initial"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        # Boroughs go with their table.
        migrations.RunPython(add_boroughs, migrations.RunPython.noop),
        migrations.RunSQL(LIMITER, "DROP TABLE limiter_cache"),
        migrations.RunSQL(NO_TIMES, "ALTER TABLE mfa_authenticator DROP CONSTRAINT authenticator_without_times"),
        migrations.RunSQL(SNAPSHOTS_STAY, SNAPSHOTS_MOVE),
        migrations.RunSQL(PRACTICE_STAYS, PRACTICE_MOVES),
        migrations.RunSQL(CODES_APART, CODES_TOGETHER),
        migrations.RunSQL(COUNT, "DROP FUNCTION workshops_count_change(uuid[])"),
        *count_changes("workshops_theme", THEMES),
        *keep_no_samples(QUIET),
    ]
