package io.cryptodata.service.logging;

import org.slf4j.MDC;
import org.slf4j.MDC.MDCCloseable;

/// Marks what this thread logs as being about one market, so that a log in JSON can be searched by it.
public final class MarketLog {
    private static final String FIELD = "market";

    private MarketLog() {}

    /// From now until it is closed.
    ///
    /// @param key `exchange:asset`
    public static MDCCloseable about(String key) {
        return MDC.putCloseable(FIELD, key);
    }
}
