package io.cryptodata.allinone.embedded;

import java.util.List;

/// The servers of the product on one machine, in the order in which they start. Preparing it checks everything that
/// can be checked before a server starts, and ends what an earlier instance left running.
public final class EmbeddedRuntime implements AutoCloseable {

    private final DataFolder folder;
    private final List<String> endedLeftOvers;
    private final EmbeddedBroker broker;
    private final EmbeddedDatabase database;
    private final RegistryProcess registry;
    private final EmbeddedConnect connect;

    private EmbeddedRuntime(EmbeddedConfig config, DataFolder folder, List<String> endedLeftOvers) {
        this.folder = folder;
        this.endedLeftOvers = endedLeftOvers;
        DatabaseConfig own = DatabaseConfig.in(folder, config.ports().database());
        this.broker = new EmbeddedBroker(folder.kafka(), config.ports().kafka());
        this.database = new EmbeddedDatabase(config.sharedPostgresPrograms().map(own::withPrograms).orElse(own));
        this.registry = new RegistryProcess(
                RegistryConfig.in(folder, config.registryPrograms(), database.url(), config.ports().registry()));
        this.connect = new EmbeddedConnect(WorkerSettings.embedded(), broker.bootstrap(), config.ports().connect());
    }

    /// Takes possession of the data folder.
    ///
    /// @throws StartException with everything that is in the way
    public static EmbeddedRuntime prepare(EmbeddedConfig config, DataFolder.FreeSpace freeSpace) {
        DataFolder folder = DataFolder.open(config.data(), config.minimumFreeBytes(), freeSpace);
        try {
            List<String> ended = LeftOvers.end(folder);
            config.ports().requireFree();
            EmbeddedRuntime runtime = new EmbeddedRuntime(config, folder, ended);
            runtime.registry.requirePrograms();
            return runtime;
        } catch (RuntimeException refused) {
            folder.close();
            throw refused;
        }
    }

    /// What an earlier instance had left running and is ended now, one phrase each.
    public List<String> endedLeftOvers() {
        return endedLeftOvers;
    }

    /// All servers in the order in which they start.
    public List<Part> parts() {
        return List.of(broker, database, registry, connect);
    }

    public DataFolder folder() {
        return folder;
    }

    public EmbeddedBroker broker() {
        return broker;
    }

    public EmbeddedDatabase database() {
        return database;
    }

    public RegistryProcess registry() {
        return registry;
    }

    public EmbeddedConnect connect() {
        return connect;
    }

    /// Stops whatever still runs, in reverse order, and lets another instance have the data folder.
    @Override
    public void close() {
        parts().reversed().forEach(Part::close);
        folder.close();
    }
}
