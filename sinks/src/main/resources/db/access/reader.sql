-- The limits of the role of analysts, which exists: a session starts read-only, a statement ends after five minutes, an idle
-- transaction after ten, and at most 20 sessions are open. Harmless when repeated.
-- A statement ends with a semicolon at the end of a line that is followed by an empty one.

ALTER ROLE cda_reader CONNECTION LIMIT 20;

ALTER ROLE cda_reader SET default_transaction_read_only = on;

ALTER ROLE cda_reader SET statement_timeout = '5min';

ALTER ROLE cda_reader SET idle_in_transaction_session_timeout = '10min';
