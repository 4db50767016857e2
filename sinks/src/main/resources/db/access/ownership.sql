-- Who owns what in the product's database, and who may connect to it. For a superuser; harmless when repeated. Objects
-- that an earlier release created as the superuser get their owner; those of other roles keep theirs.
-- A statement ends with a semicolon at the end of a line that is followed by an empty one.

DO $database$
BEGIN
    EXECUTE format('ALTER DATABASE %I OWNER TO cda_owner', current_database());
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO cda_writer, cda_replication, cda_registry, cda_reader, cda_operator',
        current_database());
    -- the sinks copy rows into a temporary table
    EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO cda_writer', current_database());
END
$database$;

CREATE SCHEMA IF NOT EXISTS registry;

ALTER SCHEMA registry OWNER TO cda_registry;

-- large objects belong to no table, so that a role could fill the disk with them
REVOKE EXECUTE ON FUNCTION lo_creat(integer), lo_create(oid), lo_from_bytea(oid, bytea) FROM PUBLIC;

DO $owners$
DECLARE
    superuser CONSTANT oid := 10;
    change    text;
BEGIN
    FOR change IN
        WITH namespaces AS (
            SELECT oid, nspname, nspowner, CASE nspname WHEN 'registry' THEN 'cda_registry' ELSE 'cda_owner' END AS owner
            FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'),
        extended AS (SELECT classid, objid FROM pg_depend WHERE deptype = 'e'),
        -- the sequence of a column follows its table
        columns AS (
            SELECT objid FROM pg_depend WHERE classid = 'pg_class'::regclass AND deptype IN ('a', 'i'))
        SELECT format('ALTER SCHEMA %I OWNER TO %I', nspname, owner)
        FROM namespaces
        WHERE nspowner = superuser AND ('pg_namespace'::regclass, oid) NOT IN (SELECT classid, objid FROM extended)
        UNION ALL
        SELECT format('ALTER %s %s OWNER TO %I',
            CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE'
                WHEN 'f' THEN 'FOREIGN TABLE' ELSE 'TABLE' END, r.oid::regclass, owner)
        FROM pg_class r JOIN namespaces n ON n.oid = relnamespace
        WHERE relowner = superuser AND relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
            AND (relkind <> 'S' OR r.oid NOT IN (SELECT objid FROM columns))
            AND ('pg_class'::regclass, r.oid) NOT IN (SELECT classid, objid FROM extended)
        UNION ALL
        SELECT format('ALTER ROUTINE %s OWNER TO %I', p.oid::regprocedure, owner)
        FROM pg_proc p JOIN namespaces n ON n.oid = pronamespace
        WHERE proowner = superuser AND prokind <> 'a'
            AND ('pg_proc'::regclass, p.oid) NOT IN (SELECT classid, objid FROM extended)
        UNION ALL
        SELECT format('ALTER TYPE %s OWNER TO %I', t.oid::regtype, owner)
        FROM pg_type t JOIN namespaces n ON n.oid = typnamespace
        WHERE typowner = superuser AND typtype IN ('e', 'd', 'r')
            AND ('pg_type'::regclass, t.oid) NOT IN (SELECT classid, objid FROM extended)
        UNION ALL
        SELECT format('ALTER PUBLICATION %I OWNER TO cda_owner', pubname)
        FROM pg_publication WHERE pubowner = superuser AND NOT puballtables
    LOOP
        EXECUTE change;
    END LOOP;
END
$owners$;
