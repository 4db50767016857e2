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

/// What the upsert sink needs to know.
///
/// @param table name of the table, with its schema if that is not on the search path
/// @param key names of the columns that name a row; empty for the table's primary key
/// @param newestBy name of the column that says which version of a row is the newer one; empty for `revision`, where the
/// table has it
/// @param batchSize how many records at most go into one transaction
/// @param patience how long a database may be away before the task fails
record UpsertConfig(DatabaseAccess database, String table, List<String> key, String newestBy, int batchSize,
        Duration patience) {
    static final String URL = "connection.url";
    static final String USER = "connection.user";
    static final String PASSWORD = "connection.password";
    static final String TABLE = "table";
    static final String KEY = "key.columns";
    static final String NEWEST_BY = "newest.by.column";
    static final String BATCH_SIZE = "batch.size";
    static final String PATIENCE = "database.patience.ms";

    private static final int DEFAULT_BATCH_SIZE = 5000;
    private static final long DEFAULT_PATIENCE = Duration.ofMinutes(15).toMillis();
    private static final String NAME = "[a-z_][a-z0-9_]*(\\.[a-z_][a-z0-9_]*)?";

    static ConfigDef definition() {
        return new ConfigDef()
                .define(URL, Type.STRING, Importance.HIGH, "JDBC URL of the PostgreSQL database")
                .define(USER, Type.STRING, Importance.HIGH, "User to log in as")
                .define(PASSWORD, Type.PASSWORD, "", Importance.HIGH, "Password of that user")
                .define(TABLE, Type.STRING, Importance.HIGH, "Table to write")
                .define(KEY, Type.LIST, List.of(), Importance.MEDIUM,
                        "Columns that name a row; must have a unique index; default is the primary key")
                .define(NEWEST_BY, Type.STRING, "", Importance.MEDIUM,
                        "Column, of integers or instants, that grows with every version of a row: an older version never replaces a newer one; default is revision, where the table has it")
                .define(BATCH_SIZE, Type.INT, DEFAULT_BATCH_SIZE, Range.between(1, 100_000), Importance.LOW,
                        "Records per transaction at most")
                .define(PATIENCE, Type.LONG, DEFAULT_PATIENCE, Range.atLeast(0), Importance.LOW,
                        "How long the database may be away before the task fails");
    }

    /// @throws ConfigException naming the setting that is missing or wrong
    static UpsertConfig from(Map<String, String> settings) {
        AbstractConfig config = new AbstractConfig(definition(), settings, false);
        String table = config.getString(TABLE);
        if (!table.matches(NAME)) {
            throw new ConfigException(TABLE, table, "must be a plain lower-case table name");
        }
        return new UpsertConfig(
                new DatabaseAccess(config.getString(URL), config.getString(USER), config.getPassword(PASSWORD).value()),
                table, config.getList(KEY), config.getString(NEWEST_BY), config.getInt(BATCH_SIZE),
                Duration.ofMillis(config.getLong(PATIENCE)));
    }
}
