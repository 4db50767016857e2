#!/usr/bin/env bash
# The extension in every database, as in TimescaleDB's image.
set -euo pipefail
for database in postgres template1 "$POSTGRES_DB"; do
    psql --no-psqlrc --quiet --username "$POSTGRES_USER" --dbname "$database" \
        --command 'CREATE EXTENSION IF NOT EXISTS timescaledb CASCADE'
done
