-- What each role may do with the tables and views of the schema public, whichever exist. Applied by their owner after
-- every migration; harmless when repeated. A role that does not exist gets nothing.
--
-- cda_reader       reads everything, also what is created later
-- cda_writer       writes what the sinks fill; reads the rest
-- cda_replication  reads the operators' tables, and writes the heartbeat that keeps its slot advancing
-- cda_operator     reads and writes the operators' tables
DO $grants$
DECLARE
    grantee  text;
    relation record;
BEGIN
    -- concurrent runs wait for each other
    PERFORM pg_advisory_xact_lock(713904226817);

    FOR grantee IN
        SELECT rolname FROM pg_roles WHERE rolname IN ('cda_reader', 'cda_writer', 'cda_replication', 'cda_operator')
    LOOP
        IF NOT has_schema_privilege(grantee, 'public', 'USAGE') THEN
            EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', grantee);
        END IF;
        IF grantee = 'cda_reader' THEN
            ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO cda_reader;
        END IF;
        -- on servers whose roles are created apart from the database
        IF grantee = 'cda_operator' AND (SELECT pg_has_role(datdba, 'USAGE') FROM pg_database
                WHERE datname = current_database())
        THEN
            EXECUTE format('GRANT CONNECT ON DATABASE %I TO cda_operator', current_database());
        END IF;
        FOR relation IN
            SELECT relname, relkind FROM pg_class
            WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'f', 'v', 'm', 'S')
                AND pg_has_role(relowner, 'USAGE')
        LOOP
            IF relation.relkind = 'S' THEN
                IF grantee = 'cda_writer' THEN
                    EXECUTE format('GRANT USAGE ON SEQUENCE public.%I TO cda_writer', relation.relname);
                END IF;
            ELSIF grantee = 'cda_operator' THEN
                IF relation.relname IN ('asset_declaration', 'flags') THEN
                    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON public.%I TO cda_operator',
                        relation.relname);
                END IF;
            ELSIF grantee <> 'cda_replication' THEN
                EXECUTE format('GRANT SELECT ON public.%I TO %I', relation.relname, grantee);
                IF grantee = 'cda_writer' AND relation.relkind IN ('r', 'p') AND relation.relname NOT IN
                    ('asset_declaration', 'flags', 'cda_heartbeat', 'candle_calendar', 'candle_markets',
                     'candle_timeframes', 'candle_refreshes', 'asset_listing_history', 'universe_history',
                     'flyway_schema_history')
                    AND relation.relname NOT LIKE 'longer\_candles%'
                THEN
                    EXECUTE format('GRANT INSERT, UPDATE, DELETE ON public.%I TO cda_writer', relation.relname);
                END IF;
            ELSIF relation.relname IN ('asset_declaration', 'flags', 'cda_heartbeat') THEN
                EXECUTE format('GRANT SELECT ON public.%I TO cda_replication', relation.relname);
                IF relation.relname = 'cda_heartbeat' THEN
                    GRANT INSERT, UPDATE ON cda_heartbeat TO cda_replication;
                END IF;
            END IF;
        END LOOP;
    END LOOP;
END
$grants$;
