package io.cryptodata.service.metrics;

import java.time.Duration;

/// What operators may expect of a healthy installation. Alert rules and dashboards compare with these through their meters.
public final class Objectives {
    /// How long a bar may be overdue: from the moment when its last hour is closed and settled until it is published.
    public static final Duration OVERDUE = Duration.ofMinutes(5);

    private Objectives() {}
}
