package io.cryptodata.allinone.embedded;

import java.util.List;

/// The loopback ports of the embedded runtime.
public record EmbeddedPorts(LocalPort kafka, LocalPort registry, LocalPort connect, LocalPort database) {

    public EmbeddedPorts {
        long different = List.of(kafka, registry, connect, database).stream().map(LocalPort::number).distinct().count();
        if (different < 4) {
            throw new IllegalArgumentException("the ports must differ: " + kafka.number() + ", " + registry.number()
                    + ", " + connect.number() + ", " + database.number());
        }
    }

    public static EmbeddedPorts standard() {
        return of(9092, 8081, 8083, 5433);
    }

    /// Ports that are free now.
    public static EmbeddedPorts free() {
        List<Integer> ports = LocalPort.free(4);
        return of(ports.get(0), ports.get(1), ports.get(2), ports.get(3));
    }

    public static EmbeddedPorts of(int kafka, int registry, int connect, int database) {
        return new EmbeddedPorts(
                new LocalPort(kafka, "Kafka broker", "--kafka-port"),
                new LocalPort(registry, "schema registry", "--registry-port"),
                new LocalPort(connect, "Kafka Connect worker", "--connect-port"),
                new LocalPort(database, "PostgreSQL database", "--database-port"));
    }

    /// @throws StartException naming every port that is in use
    public void requireFree() {
        List<String> conflicts = conflicts();
        if (!conflicts.isEmpty()) {
            throw new StartException(String.join("\n", conflicts));
        }
    }

    /// For each port that is in use by which program, and what to do; empty if all are free.
    public List<String> conflicts() {
        return List.of(kafka, database, registry, connect).stream().flatMap(port -> port.conflict().stream())
                .toList();
    }
}
