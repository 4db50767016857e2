#!/usr/bin/env bash
# The first start of the database: roles with their passwords, and what they own. PostgreSQL's image runs it once, as the
# superuser, before the server listens on any address. The superuser has no password afterwards.
set -euo pipefail
access=/opt/cda/access

run() {
    psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" "$@"
}

run --dbname postgres --file "$access/roles.sql"
run --dbname postgres --file "$access/reader.sql"
for role in cda_owner cda_writer cda_replication cda_registry cda_reader cda_operator; do
    # never in the server's log, not even of a statement that fails
    run --dbname postgres << SQL
SET log_statement = none;
SET log_min_error_statement = panic;
\set password \`cat /run/secrets/$role\`
ALTER ROLE $role PASSWORD :'password';
SQL
done
run --dbname "$POSTGRES_DB" --file "$access/ownership.sql"
