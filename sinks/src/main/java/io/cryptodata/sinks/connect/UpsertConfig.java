package io.cryptodata.sinks.connect;

import io.cryptodata.sinks.database.DatabaseAccess;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The settings of the upsert sink.
///
/// @param table name of the table, with its schema if that is not on the search path
/// @param key names of the key columns; empty for the table's primary key
/// @param version name of the column whose larger value is the newer version of a row; empty for `revision`, if the table
/// has it
/// @param versions name of the table that keeps earlier versions of rows; empty for none
/// @param batchSize maximum number of records per transaction
/// @param retryTimeout how long the database may be unavailable before the task fails
record UpsertConfig(DatabaseAccess database, String table, List<String> key, String version, String versions,
        int batchSize, Duration retryTimeout) {
    static final String URL = "connection.url";
    static final String USER = "connection.user";
    static final String PASSWORD = "connection.password";
    static final String TABLE = "table";
    static final String KEY = "key.columns";
    static final String VERSION = "newest.by.column";
    static final String VERSIONS = "versions.table";
    static final String BATCH_SIZE = "batch.size";
    static final String RETRY_TIMEOUT = "database.patience.ms";

    private static final int DEFAULT_BATCH_SIZE = 5000;
    private static final long DEFAULT_RETRY_TIMEOUT = Duration.ofMinutes(15).toMillis();
    private static final String NAME = "[a-z_][a-z0-9_]*(\\.[a-z_][a-z0-9_]*)?";

    static ConfigDef definition() {
        return new ConfigDef()
                .define(URL, Type.STRING, Importance.HIGH, "JDBC URL of the PostgreSQL database")
                .define(USER, Type.STRING, Importance.HIGH, "User to log in as")
                .define(PASSWORD, Type.PASSWORD, "", Importance.HIGH, "Password of that user")
                .define(TABLE, Type.STRING, Importance.HIGH, "Table to write")
                .define(KEY, Type.LIST, List.of(), Importance.MEDIUM,
                        "Key columns of the table; must have a unique index; default is the primary key")
                .define(VERSION, Type.STRING, "", Importance.MEDIUM,
                        "Column, of integers or instants, that increases with every version of a row: an older version never replaces a newer one; default is revision, if the table has it")
                .define(VERSIONS, Type.STRING, "", Importance.MEDIUM,
                        "Table that keeps the earlier versions of rows; default is none")
                .define(BATCH_SIZE, Type.INT, DEFAULT_BATCH_SIZE, Range.between(1, 100_000), Importance.LOW,
                        "Maximum number of records per transaction")
                .define(RETRY_TIMEOUT, Type.LONG, DEFAULT_RETRY_TIMEOUT, Range.atLeast(0), Importance.LOW,
                        "How long the database may be unavailable before the task fails");
    }

    /// @throws ConfigException naming the setting that is missing or invalid
    static UpsertConfig from(Map<String, String> settings) {
        AbstractConfig config = new AbstractConfig(definition(), settings, false);
        String table = config.getString(TABLE);
        if (!table.matches(NAME)) {
            throw new ConfigException(TABLE, table, "must be a plain lower-case table name");
        }
        String versions = config.getString(VERSIONS);
        if (!versions.isEmpty() && !versions.matches(NAME)) {
            throw new ConfigException(VERSIONS, versions, "must be a plain lower-case table name");
        }
        return new UpsertConfig(
                new DatabaseAccess(config.getString(URL), config.getString(USER), config.getPassword(PASSWORD).value()),
                table, config.getList(KEY), config.getString(VERSION), versions, config.getInt(BATCH_SIZE),
                Duration.ofMillis(config.getLong(RETRY_TIMEOUT)));
    }
}
