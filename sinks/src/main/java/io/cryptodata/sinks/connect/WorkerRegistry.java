package io.cryptodata.sinks.connect;

import io.cryptodata.service.command.ServerAddresses;
import io.cryptodata.service.http.HttpSecurity;
import io.cryptodata.service.settings.SettingSources;
import io.cryptodata.service.settings.Settings;

import java.nio.file.Path;

/// How a Connect worker logs in to the schema registry: by the settings `CDA_REGISTRY_...` of its own process, because everybody
/// who reaches Connect's REST interface can read the settings of connectors.
public final class WorkerRegistry {
    /// A property of the JVM with the path of the configuration file; without it `CDA_CONFIG` names one.
    public static final String FILE_PROPERTY = "cda.connect.config";

    private WorkerRegistry() {}

    /// Has the converters of this process read this file: Connect creates them itself.
    public static void useFile(Path file) {
        System.setProperty(FILE_PROPERTY, file.toAbsolutePath().toString());
    }

    /// @throws io.cryptodata.service.settings.SettingsException naming every problem of the worker's settings
    public static HttpSecurity security() {
        String file = System.getProperty(FILE_PROPERTY);
        return Settings.read(SettingSources.of(file == null ? null : Path.of(file), System.getenv()),
                settings -> HttpSecurity.read(settings, ServerAddresses.REGISTRY_PREFIX)).orThrow();
    }
}
