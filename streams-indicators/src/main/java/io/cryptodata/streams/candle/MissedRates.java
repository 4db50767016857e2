package io.cryptodata.streams.candle;

import io.cryptodata.domain.fold.NeededReplay;
import io.cryptodata.domain.market.Market;
import io.cryptodata.service.logging.MarketLog;
import io.cryptodata.streams.metrics.StreamsMeters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC.MDCCloseable;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Rates to USDT that came, or changed, after their hour had left the correction window: only a replay converts the volume of
/// those hours. Counted as `cda.streams.rates.missed`, an hour of a market each; a market is logged once. Safe for many threads.
final class MissedRates {
    private static final Logger LOG = LoggerFactory.getLogger(MissedRates.class);

    private final Set<Market> logged = ConcurrentHashMap.newKeySet();
    private final Counter hours;

    private MissedRates(Counter hours) {
        this.hours = hours;
    }

    static MissedRates in(MeterRegistry meters) {
        return new MissedRates(StreamsMeters.RATES_MISSED.counterIn(meters));
    }

    /// @param epochHours of the market whose rate came too late, oldest first; not empty
    void add(Market market, long[] epochHours) {
        hours.increment(epochHours.length);
        if (logged.add(market)) {
            try (MDCCloseable _ = MarketLog.about(market.key())) {
                LOG.warn(
                        "{}: rates to USDT came after the correction window; volume_usd of older hours lacks them until {}",
                        market, new NeededReplay(market, epochHours[0]).command());
            }
        }
    }
}
