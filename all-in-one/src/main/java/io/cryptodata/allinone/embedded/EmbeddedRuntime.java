package io.cryptodata.allinone.embedded;

import io.cryptodata.service.http.HttpConfig;
import io.cryptodata.service.instance.DatabaseRole;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.logging.ProcessLog;
import io.cryptodata.sinks.database.PasswordFile;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The servers of the product on one machine, in the order in which they start. [#prepare] checks everything that can be
/// checked before a server starts, and ends orphan processes of an earlier instance.
public final class EmbeddedRuntime implements AutoCloseable {

    private final DataFolder folder;
    private final List<String> endedOrphans;
    private final EmbeddedBroker broker;
    private final EmbeddedDatabase database;
    private final RegistryProcess registry;
    private final EmbeddedConnect connect;
    private final DiskSpace diskSpace;
    private final HttpConfig http;

    private EmbeddedRuntime(EmbeddedConfig config, DataFolder folder, DataFolder.FreeSpace freeSpace,
            List<String> endedOrphans) {
        this.folder = folder;
        this.endedOrphans = endedOrphans;
        this.http = config.http();
        DatabaseConfig own = DatabaseConfig.in(folder, config.ports().database());
        this.broker = new EmbeddedBroker(folder.kafka(), config.ports().kafka());
        this.database = new EmbeddedDatabase(config.sharedPostgresPrograms().map(own::withPrograms).orElse(own));
        this.registry = new RegistryProcess(
                RegistryConfig.in(folder, config.registryPrograms(), database.url(), config.ports().registry()));
        this.connect = new EmbeddedConnect(WorkerConfig.embedded(config.connectPlugins()),
                KafkaAccess.plain(broker.bootstrap()),
                config.ports().connect());
        this.diskSpace = new DiskSpace(folder, freeSpace, config.disk());
    }

    /// One password file for people, and one for the connectors, which has the passwords of their roles alone.
    private void writePasswordFiles() {
        PasswordFile.write(folder.root(), "pgpass",
                List.of(database.login(DatabaseRole.READER), database.login(DatabaseRole.OWNER)));
        PasswordFile.write(folder.root(), "connect.pgpass",
                List.of(database.login(DatabaseRole.WRITER), database.login(DatabaseRole.REPLICATION)))
                .useInThisProcess();
    }

    /// Locks the data folder; from now on this process logs there.
    ///
    /// @throws StartException with every obstacle
    public static EmbeddedRuntime prepare(EmbeddedConfig config, DataFolder.FreeSpace freeSpace) {
        DataFolder folder = config.open(freeSpace);
        ProcessLog.open(folder.logs());
        try {
            List<String> ended = OrphanProcesses.end(folder);
            config.ports().requireFree();
            EmbeddedRuntime runtime = new EmbeddedRuntime(config, folder, freeSpace, ended);
            runtime.registry.requirePrograms();
            runtime.writePasswordFiles();
            return runtime;
        } catch (RuntimeException refused) {
            folder.close();
            throw refused;
        }
    }

    /// The processes of an earlier instance that were ended, one phrase each.
    public List<String> endedOrphans() {
        return endedOrphans;
    }

    /// All servers in the order in which they start, after the watch over the disk that they fill.
    public List<Part> parts() {
        return List.of(diskSpace, broker, database, registry, connect);
    }

    public DataFolder folder() {
        return folder;
    }

    public DiskSpace diskSpace() {
        return diskSpace;
    }

    /// The child processes that run now, by the name of their part.
    public Map<String, ProcessHandle> children() {
        Map<String, ProcessHandle> children = new TreeMap<>();
        database.process().ifPresent(process -> children.put(database.name(), process));
        registry.process().ifPresent(process -> children.put(registry.name(), process));
        return children;
    }

    /// Where health and metrics of this process are served.
    public HttpConfig http() {
        return http;
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

    /// Stops all that still run, in reverse order, and unlocks the data folder.
    @Override
    public void close() {
        parts().reversed().forEach(Part::close);
        folder.close();
    }
}
