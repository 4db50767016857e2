package io.cryptodata.sinks.slot;

import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.deployment.OverridesSource;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;
import org.postgresql.replication.PGReplicationStream;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

/// A reader of the slot, so that it is active.
record SlotReader(Connection connection, PGReplicationStream stream) implements AutoCloseable {
    static SlotReader of(DatabaseAccess database) throws SQLException {
        Properties properties = new Properties();
        PGProperty.USER.set(properties, database.user());
        PGProperty.PASSWORD.set(properties, database.password());
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "14");
        PGProperty.REPLICATION.set(properties, "database");
        PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
        Connection connection = new Driver().connect(database.url(), properties);
        PGReplicationStream stream = connection.unwrap(PGConnection.class).getReplicationAPI().replicationStream()
                .logical().withSlotName(OverridesSource.SLOT).withSlotOption("proto_version", "1")
                .withSlotOption("publication_names", OverridesSource.SLOT).start();
        return new SlotReader(connection, stream);
    }

    @Override
    public void close() throws SQLException {
        stream.close();
        connection.close();
    }
}
