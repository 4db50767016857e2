-- The roles of the embedded database. For a superuser, in any database of the server; harmless when repeated.
-- A statement ends with a semicolon at the end of a line that is followed by an empty one.

DO $roles$
DECLARE
    needed text;
BEGIN
    FOREACH needed IN ARRAY ARRAY['cda_owner', 'cda_writer', 'cda_replication', 'cda_registry', 'cda_reader',
        'cda_operator'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = needed) THEN
            EXECUTE format('CREATE ROLE %I', needed);
        END IF;
        EXECUTE format('ALTER ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS', needed);
    END LOOP;
END
$roles$;

ALTER ROLE cda_replication REPLICATION;

-- a sort of an analyst does not fill the disk
ALTER ROLE cda_reader SET temp_file_limit = '4GB';

-- nobody logs in as the superuser
ALTER ROLE postgres PASSWORD NULL;

REVOKE ALL ON DATABASE postgres FROM PUBLIC;

REVOKE ALL ON DATABASE template1 FROM PUBLIC;
