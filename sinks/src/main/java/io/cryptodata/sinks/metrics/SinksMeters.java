package io.cryptodata.sinks.metrics;

import io.cryptodata.service.metrics.MeterDefinition;

import java.util.List;

import static io.cryptodata.service.metrics.MeterDefinition.counter;
import static io.cryptodata.service.metrics.MeterDefinition.gauge;

/// The meters of the sinks. A component is a connector, or the replication slot of the operators' tables.
public final class SinksMeters {
    private static final String AGGREGATE = "aggregate";
    private static final String BYTES = "bytes";
    private static final String COMPONENT = "component";
    private static final String CONNECTOR = "connector";
    private static final String SECONDS = "seconds";

    public static final MeterDefinition HEALTHY = gauge("cda.sinks.component.healthy", "",
            "1 while the connector and all its tasks run, or the slot is being read; otherwise 0.", COMPONENT);
    public static final MeterDefinition RESTARTS = counter("cda.sinks.component.restarts",
            "Restarts of a failed connector, and repairs of the slot.", COMPONENT);
    public static final MeterDefinition LAG = gauge("cda.sinks.connector.lag", "records",
            "Records of its topic that a sink has not written yet, transaction markers included; NaN while the broker does "
                    + "not respond.",
            CONNECTOR);
    public static final MeterDefinition ROWS = counter("cda.sinks.rows",
            "Records that a sink has written to its table since this process started, transaction markers included.",
            CONNECTOR);
    public static final MeterDefinition DEAD_LETTERS = gauge("cda.sinks.dead.letters", "records",
            "Records ever appended to a dead-letter topic by any process, transaction markers and marks of retried letters "
                    + "included; NaN before the broker has responded.",
            "topic");
    public static final MeterDefinition SLOT_LAG = gauge("cda.sinks.slot.lag", BYTES,
            "Size of the database's log that the source of the operators' tables has not confirmed.");
    public static final MeterDefinition SLOT_RETAINED = gauge("cda.sinks.slot.retained", BYTES,
            "Size of the database's log that the replication slot keeps on the server's disk; NaN without a slot.");
    public static final MeterDefinition SLOT_LIMIT = gauge("cda.sinks.slot.limit", BYTES,
            "Where the slot is lost: the server's `max_slot_wal_keep_size`; NaN without a limit.");
    public static final MeterDefinition REFRESH_AGE = gauge("cda.sinks.refresh.age", SECONDS,
            "Time since the policy of a continuous aggregate last succeeded; TimescaleDB Community only.", AGGREGATE);
    public static final MeterDefinition REFRESH_INTERVAL = gauge("cda.sinks.refresh.interval", SECONDS,
            "The time between runs of the policy of a continuous aggregate; TimescaleDB Community only.", AGGREGATE);
    public static final MeterDefinition REFRESH_FAILED = gauge("cda.sinks.refresh.failed", "",
            "1 if the last run of the policy of a continuous aggregate failed, otherwise 0; TimescaleDB Community only.",
            AGGREGATE);

    /// In the order of the reference page.
    public static final List<MeterDefinition> ALL = List.of(HEALTHY, RESTARTS, LAG, ROWS, DEAD_LETTERS, SLOT_LAG,
            SLOT_RETAINED, SLOT_LIMIT, REFRESH_AGE, REFRESH_INTERVAL, REFRESH_FAILED);

    private SinksMeters() {}
}
