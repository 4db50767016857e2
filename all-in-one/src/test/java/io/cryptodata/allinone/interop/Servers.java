package io.cryptodata.allinone.interop;

import io.cryptodata.allinone.embedded.DataFolder;
import io.cryptodata.allinone.embedded.EmbeddedConfig;
import io.cryptodata.allinone.embedded.EmbeddedPorts;
import io.cryptodata.allinone.embedded.EmbeddedRuntime;
import io.cryptodata.schemas.Topics;
import io.cryptodata.service.instance.DatabaseRole;
import io.cryptodata.service.registry.SchemaRegistrar;
import io.cryptodata.service.topic.TopicAdmin;
import io.cryptodata.sinks.database.DatabaseAccess;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A broker and a registry with our topics and schemas, started once for all tests.
public final class Servers implements AutoCloseable {
    /// few enough for every partition to have markets
    static final int PARTITIONS = 3;

    private static final Path MODULE = Path.of(System.getProperty("repository.root"), "all-in-one");

    final EmbeddedRuntime runtime;

    private Servers(EmbeddedRuntime runtime) {
        this.runtime = runtime;
    }

    static Servers started() {
        Path data = emptied(MODULE.resolve("target/it/interop"));
        EmbeddedConfig config = new EmbeddedConfig(data, Optional.empty(), MODULE.resolve("target/registry"),
                Optional.of(MODULE.resolve("target/postgres-programs")), 1 << 20, EmbeddedPorts.free());
        EmbeddedRuntime runtime = EmbeddedRuntime.prepare(config, DataFolder.FreeSpace.ofDisk());
        Servers servers = new Servers(runtime);
        try {
            runtime.broker().start();
            runtime.database().start();
            runtime.registry().start();
            try (Admin admin = servers.admin()) {
                TopicAdmin.ensure(admin, Topics.withPartitions(PARTITIONS), 1);
            }
            SchemaRegistrar.register(servers.registry());
            return servers;
        } catch (RuntimeException e) {
            servers.close();
            throw e;
        }
    }

    public String bootstrap() {
        return runtime.broker().bootstrap();
    }

    public String registry() {
        return runtime.registry().url();
    }

    /// The login of a role at the database, which has no tables of the product unless a test migrates it.
    public DatabaseAccess database(DatabaseRole role) {
        return runtime.database().login(role);
    }

    public Path folder(String name) {
        return runtime.folder().root().resolve(name);
    }

    public Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrap()));
    }

    @Override
    public void close() {
        runtime.close();
    }

    private static Path emptied(Path folder) {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return folder;
    }

    /// Injects the servers into tests and stops them after the last test.
    public static final class Shared implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Servers.class;
        }

        @Override
        public Servers resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot().getStore(ExtensionContext.Namespace.create(Servers.class))
                    .computeIfAbsent(Servers.class, ignored -> started(), Servers.class);
        }
    }
}
