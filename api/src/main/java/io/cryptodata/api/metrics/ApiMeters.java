package io.cryptodata.api.metrics;

import io.cryptodata.service.metrics.MeterDefinition;

import java.util.List;

import static io.cryptodata.service.metrics.MeterDefinition.counter;
import static io.cryptodata.service.metrics.MeterDefinition.gauge;
import static io.cryptodata.service.metrics.MeterDefinition.timer;

/// The meters of the page and the read API.
public final class ApiMeters {
    private static final String ROUTE = "route";

    public static final MeterDefinition REQUESTS = counter("cda.api.requests",
            "Requests by route and status; `page` is every file of the page, `none` is no route.", ROUTE, "status");
    public static final MeterDefinition DURATION = timer("cda.api.request.duration",
            "From the arrival of a request to the end of its response; of a stream, how long it was open.", ROUTE);
    public static final MeterDefinition CONNECTIONS = gauge("cda.api.connections", "", "Open connections of clients.");
    public static final MeterDefinition CUT_OFF = counter("cda.api.clients.cut",
            "Connections that were cut off because the client was too slow to send or to receive, or had too many.");
    public static final MeterDefinition STREAMS = gauge("cda.api.streams", "", "Open live streams.");
    public static final MeterDefinition EVENTS = counter("cda.api.stream.events",
            "Events that were passed to live streams, by kind: `candle`, `indicator` or `task`.", "kind");
    public static final MeterDefinition RESETS = counter("cda.api.stream.resets",
            "Live streams that were ended with `reset`, because the client had fallen behind or resumed too far back.");
    public static final MeterDefinition LIVE_RECORDS = counter("cda.api.live.records",
            "Records that were read from the topics of the live streams.");
    public static final MeterDefinition POOL_USED = gauge("cda.api.database.connections", "",
            "Connections to the database that are in use.");
    public static final MeterDefinition POOL_WAITING = gauge("cda.api.database.waiting", "",
            "Requests that wait for a connection to the database.");

    /// All of them, in the order of the reference page.
    public static final List<MeterDefinition> ALL = List.of(REQUESTS, DURATION, CONNECTIONS, CUT_OFF, STREAMS, EVENTS,
            RESETS, LIVE_RECORDS, POOL_USED, POOL_WAITING);

    private ApiMeters() {}
}
