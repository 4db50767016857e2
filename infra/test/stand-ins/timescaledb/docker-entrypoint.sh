#!/usr/bin/env bash
# What the entrypoint of PostgreSQL's image does, as far as docker-compose.yml and the tests with containers depend on it:
# a cluster with the password of a file or a variable at the first start, the scripts of /docker-entrypoint-initdb.d while
# no address is listened on, then the server.
set -euo pipefail

initialise() {
    local password=${POSTGRES_PASSWORD_FILE:-/tmp/password}
    [ -z "${POSTGRES_PASSWORD:-}" ] || printf '%s\n' "$POSTGRES_PASSWORD" > "$password"
    # shellcheck disable=SC2086 # the arguments are words
    initdb --username="$POSTGRES_USER" --pwfile="$password" --auth-local=trust ${POSTGRES_INITDB_ARGS:-}
    printf "listen_addresses = '*'\nshared_preload_libraries = 'timescaledb'\n" >> "$PGDATA/postgresql.conf"
    printf 'host all all all scram-sha-256\n' >> "$PGDATA/pg_hba.conf"
    pg_ctl --wait start -o "$(printf '%q ' "${@:2}" -c listen_addresses=)"
    createdb --username "$POSTGRES_USER" "$POSTGRES_DB"
    for script in /docker-entrypoint-initdb.d/*; do
        "$script"
    done
    pg_ctl --wait --mode=fast stop
}

[ -s "$PGDATA/PG_VERSION" ] || initialise "$@"
exec "$@"
