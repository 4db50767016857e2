package io.cryptodata.allinone.embedded;

import io.cryptodata.service.instance.DatabaseRole;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The command line of the registry's JVM: small heap, loopback for both of its ports, its schemas in PostgreSQL,
/// a log file of limited size.
final class RegistryCommand {

    private RegistryCommand() {}

    static List<String> of(RegistryConfig config, int managementPort) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Duser.timezone=UTC"));
        properties(config, managementPort).forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add("-jar");
        command.add(config.programs().resolve("quarkus-run.jar").toString());
        return List.copyOf(command);
    }

    /// The password, which the list of processes must not show.
    static Map<String, String> environment(RegistryConfig config) {
        return Map.of("APICURIO_DATASOURCE_PASSWORD", config.password());
    }

    private static Map<String, String> properties(RegistryConfig config, int managementPort) {
        Map<String, String> properties = new TreeMap<>();
        properties.putAll(Map.of(
                "quarkus.http.host", "127.0.0.1",
                "quarkus.http.port", Integer.toString(config.port().number()),
                "quarkus.management.host", "127.0.0.1",
                "quarkus.management.port", Integer.toString(managementPort),
                "quarkus.log.file.enabled", "true",
                "quarkus.log.file.path", config.logs().resolve("registry.log").toString(),
                "quarkus.log.file.rotation.max-file-size", "10M",
                "quarkus.log.file.rotation.max-backup-index", "2",
                "quarkus.log.console.level", "ERROR"));
        properties.put("quarkus.banner.enabled", "false");
        // the registry's own settings have names that its version of Quarkus does not know
        properties.put("quarkus.log.category.\"io.quarkus.config\".level", "ERROR");
        properties.putAll(Map.of(
                "apicurio.storage.kind", "sql",
                "apicurio.storage.sql.kind", "postgresql",
                "apicurio.datasource.url", config.databaseUrl() + "?currentSchema=" + RegistryConfig.SQL_SCHEMA,
                "apicurio.datasource.username", DatabaseRole.REGISTRY.sqlName(),
                "apicurio.datasource.jdbc.initial-size", "1",
                "apicurio.datasource.jdbc.min-size", "1",
                "apicurio.datasource.jdbc.max-size", "4"));
        return properties;
    }
}
