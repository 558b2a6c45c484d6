-- The account of web and worker: it owns the site's tables and is no superuser. Run as superuser, again if need be, in
-- template1 or postgres, and in the site's database. Each statement ends in a semicolon and an empty line.

DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ideas') THEN CREATE ROLE ideas LOGIN; END IF;
END $$;

-- How long the web may take, and how alike words are: for whom a pooler lets say nothing (ideas_platform/database.py).
ALTER ROLE ideas SET statement_timeout = '5s';

ALTER ROLE ideas SET lock_timeout = '2s';

ALTER ROLE ideas SET idle_in_transaction_session_timeout = '15s';

ALTER ROLE ideas SET pg_trgm.word_similarity_threshold = 0.45;

ALTER ROLE ideas SET pg_trgm.similarity_threshold = 0.5;

-- To see who still looks at old rows, how the server is set, and which parts of its log are left.
GRANT pg_monitor TO ideas;

-- To end the parts of the log that the nightly scramble leaves behind.
GRANT pg_checkpoint TO ideas;

GRANT EXECUTE ON FUNCTION pg_switch_wal() TO ideas;

-- What a superuser made there before becomes the site's.
DO $$ DECLARE one record; BEGIN
  IF current_database() IN ('template1', 'postgres') THEN RETURN; END IF;
  EXECUTE format('ALTER DATABASE %I OWNER TO ideas', current_database());
  FOR one IN
    SELECT CASE WHEN relkind = 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind, oid::regclass::text AS name FROM pg_class
      WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S')
      -- A sequence that a column owns follows its table.
      AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid AND classid = 'pg_class'::regclass
        AND deptype IN ('e', 'a', 'i'))
    UNION ALL SELECT 'ROUTINE', oid::regprocedure::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace
      AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND classid = 'pg_proc'::regclass AND deptype = 'e')
    UNION ALL SELECT 'TEXT SEARCH CONFIGURATION', oid::regconfig::text FROM pg_ts_config
      WHERE cfgnamespace = 'public'::regnamespace AND NOT EXISTS (SELECT FROM pg_depend
        WHERE objid = pg_ts_config.oid AND classid = 'pg_ts_config'::regclass AND deptype = 'e')
  LOOP EXECUTE format('ALTER %s %s OWNER TO ideas', one.kind, one.name); END LOOP;
END $$;

