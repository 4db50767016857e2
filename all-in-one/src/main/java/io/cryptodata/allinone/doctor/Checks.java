package io.cryptodata.allinone.doctor;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// All checks, from the bottom up: a cause comes before its consequences.
final class Checks {
    static final String CONFIGURATION = "configuration";
    static final String DISK = "disk";
    static final String INSTANCE = "instance";
    static final String BROKER = "broker";
    static final String TOPICS = "topics";
    static final String DATABASE = "database";
    static final String LOGINS = "logins";
    static final String TABLES = "tables";
    static final String REGISTRY = "registry";
    static final String SCHEMAS = "schemas";
    static final String CONNECT = "connect";
    static final String SLOT = "slot";
    static final String CONNECTORS = "connectors";
    static final String SINK_LAG = "sink lag";
    static final String PROCESSES = "processes";
    static final String STREAM = "stream";
    static final String TASKS = "tasks";
    static final String FRESHNESS = "freshness";
    static final String LETTERS = "dead letters";
    static final String CLOCKS = "clocks";

    private Checks() {}

    static List<Check> of(Installation installation, Duration timeout) {
        return Stream.of(new MachineChecks(installation).all(), new BrokerChecks(installation, timeout).all(),
                new DatabaseChecks(installation).all(), new RegistryChecks(installation).all(),
                new ConnectChecks(installation, timeout).all(), new ProcessChecks(installation, timeout).all(),
                new DataChecks(installation, timeout).all()).flatMap(List::stream).toList();
    }

    /// An address that is not known. Without settings there would be a running instance.
    static Outcome unknown(String setting) {
        return new Outcome.NotAsked("no address: set " + setting);
    }
}
