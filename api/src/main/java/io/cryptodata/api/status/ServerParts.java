package io.cryptodata.api.status;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.time.Duration;

/// Asks the servers of an instance one by one, again and again with the same client. A check never throws: a server that does
/// not respond is down.
public final class ServerParts implements AutoCloseable {
    private final StatusSources sources;
    private final JsonClient web;
    private final PartChecks checks;

    /// @param timeout of each request
    public ServerParts(StatusSources sources, Duration timeout) {
        this.sources = sources;
        this.web = new JsonClient(timeout);
        this.checks = new PartChecks(sources, web, timeout);
    }

    public PartStatus registry() {
        return checks.registry();
    }

    public PartStatus database() {
        return checks.database();
    }

    /// The replication slot through which the operators' tables are read.
    public PartStatus slot() {
        return checks.slot();
    }

    /// The connectors with their states, as Kafka Connect reports them.
    ///
    /// @throws IOException if it does not respond, with the reason
    public JsonNode connectors() throws IOException {
        return web.get(sources.connect(), "/connectors?expand=status");
    }

    @Override
    public void close() {
        web.close();
    }
}
