package io.cryptodata.sinks.connect;

import io.cryptodata.service.command.ServerAddresses;
import io.cryptodata.service.http.HttpSecurity;
import io.cryptodata.service.settings.SettingSources;
import io.cryptodata.service.settings.Settings;

/// How a Connect worker logs in to the schema registry: by the settings `CDA_REGISTRY_...` of its own process, because everybody
/// who reaches Connect's REST interface can read the settings of connectors.
public final class WorkerRegistry {
    private WorkerRegistry() {}

    /// @throws io.cryptodata.service.settings.SettingsException naming every problem of the worker's settings
    public static HttpSecurity security() {
        return Settings.read(SettingSources.of(null, System.getenv()),
                settings -> HttpSecurity.read(settings, ServerAddresses.REGISTRY_PREFIX)).orThrow();
    }
}
