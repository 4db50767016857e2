package io.cryptodata.sinks.storage;

import io.cryptodata.sinks.database.DatabaseAccess;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// The columnstore of `h1_data` on TimescaleDB Community: chunks move to it by a policy when they reach an age, and move back
/// when there is none. Late and revised hours are written as before.
final class Columnstore {
    private static final Duration STATEMENT_TIMEOUT = Duration.ofHours(1);
    private static final String IS_SUPPORTED = "SELECT to_regclass('public.candle_refreshes') IS NOT NULL";
    private static final String IS_ENABLED = """
            SELECT compression_enabled FROM timescaledb_information.hypertables
            WHERE hypertable_schema = 'public' AND hypertable_name = 'h1_data'""";
    private static final String POLICY = """
            SELECT extract(epoch FROM (config ->> 'compress_after')::interval)::bigint FROM timescaledb_information.jobs
            WHERE hypertable_schema = 'public' AND hypertable_name = 'h1_data' AND config ? 'compress_after'""";
    private static final String ENABLE = """
            ALTER TABLE public.h1_data SET (timescaledb.enable_columnstore = true, timescaledb.segmentby = 'asset, exchange',
                timescaledb.orderby = '"timestamp" DESC')""";
    /// A revised page touches a batch per market, whose other rows count, too.
    private static final String UNLIMITED = """
            DO $$ BEGIN EXECUTE format(
                'ALTER DATABASE %I SET timescaledb.max_tuples_decompressed_per_dml_transaction = 0', current_database()); END $$""";
    private static final String ADD_POLICY = "CALL add_columnstore_policy('public.h1_data', after => make_interval(secs => %d))";
    private static final String REMOVE_POLICY = "CALL remove_columnstore_policy('public.h1_data', if_exists => true)";
    private static final String COMPRESSED = """
            SELECT format('CALL convert_to_rowstore(%L)', format('%I.%I', chunk_schema, chunk_name))
            FROM timescaledb_information.chunks
            WHERE hypertable_schema = 'public' AND hypertable_name = 'h1_data' AND is_compressed""";

    private final DatabaseAccess database;
    private final Optional<Duration> after;

    Columnstore(DatabaseAccess database, Optional<Duration> after) {
        this.database = database;
        this.after = after;
    }

    /// Makes the table what is configured; changes nothing if it is.
    ///
    /// @param stopped checked before each chunk that moves back
    /// @throws SQLException if the database has no columnstore and one is configured, or the change failed
    void apply(BooleanSupplier stopped) throws SQLException {
        try (Connection connection = database.connect("cda columnstore", STATEMENT_TIMEOUT);
                Statement statement = connection.createStatement()) {
            if (!first(statement, IS_SUPPORTED).equals(Optional.of("t"))) {
                if (after.isPresent()) {
                    throw new SQLException(
                            "COLUMNSTORE_AFTER is set, and this database has no columnstore: it needs TimescaleDB Community; ./cda migrate reports the tier");
                }
                return;
            }
            boolean enabled = first(statement, IS_ENABLED).equals(Optional.of("t"));
            if (after.isPresent()) {
                enable(statement, enabled, after.get());
            } else if (enabled) {
                disable(statement, stopped);
            }
        }
    }

    private static void enable(Statement statement, boolean enabled, Duration age) throws SQLException {
        if (!enabled) {
            statement.execute(ENABLE);
            statement.execute(UNLIMITED);
        }
        Optional<String> present = first(statement, POLICY);
        if (!present.equals(Optional.of(Long.toString(age.toSeconds())))) {
            if (present.isPresent()) {
                statement.execute(REMOVE_POLICY);
            }
            statement.execute(ADD_POLICY.formatted(age.toSeconds()));
        }
    }

    private static void disable(Statement statement, BooleanSupplier stopped) throws SQLException {
        if (first(statement, POLICY).isPresent()) {
            statement.execute(REMOVE_POLICY);
        }
        List<String> conversions = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(COMPRESSED)) {
            while (row.next()) {
                conversions.add(row.getString(1));
            }
        }
        for (String conversion : conversions) {
            if (!stopped.getAsBoolean()) {
                statement.execute(conversion);
            }
        }
    }

    private static Optional<String> first(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
        }
    }
}
