package io.cryptodata.service.logging;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.slf4j.MDC.MDCCloseable;

import java.nio.charset.StandardCharsets;

/// Marks what this thread logs as being about one market, so that a log in JSON can be searched by it.
public final class MarketLog {
    private static final String FIELD = "market";
    /// longer than that of any market, in bytes
    private static final int LONGEST_KEY = 200;

    private MarketLog() {}

    /// From now until it is closed.
    ///
    /// @param key `exchange:asset`
    public static MDCCloseable about(String key) {
        return MDC.putCloseable(FIELD, key);
    }

    /// The same for the key of a record, which may be that of no market.
    public static MDCCloseable about(byte @Nullable [] key) {
        return about(key == null ? "" : new String(key, 0, Math.min(key.length, LONGEST_KEY), StandardCharsets.UTF_8));
    }
}
