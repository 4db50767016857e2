package io.cryptodata.streams.candle;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.currency.QuoteCurrencies;
import io.cryptodata.domain.currency.RateMarket;
import io.cryptodata.domain.currency.UsdRates;
import io.cryptodata.domain.market.Market;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/// The rates to USDT: the closes on `rates.usd`, which every process has in a global store. Keys are `exchange:asset@hour`, as
/// in `binance:BTC/USDT@2024-01-01T00:00:00Z`, values are numbers as text.
///
/// A direct rate comes before an inverse one.
final class StoredRates implements UsdRates {
    private static final Logger LOG = LoggerFactory.getLogger(StoredRates.class);

    private final KeyValueStore<String, String> closes;

    StoredRates(KeyValueStore<String, String> closes) {
        this.closes = closes;
    }

    @Override
    public double of(String exchange, String currency, long epochHour) {
        double direct = rate(new RateMarket(exchange, currency, true), epochHour);
        return Double.isNaN(direct) ? rate(new RateMarket(exchange, currency, false), epochHour) : direct;
    }

    private double rate(RateMarket market, long epochHour) {
        String close = closes.get(key(market.market(), Timeframe.instantOf(epochHour)));
        return close == null ? Double.NaN : market.rate(Double.parseDouble(close));
    }

    /// Whether the candle is a rate of an hour that has none yet.
    boolean lack(Candle candle) {
        return rateIn(candle).filter(rate -> closes.get(rate.key) == null).isPresent();
    }

    /// The record of a candle on `rates.usd`; empty if it is no rate of a currency in which others are quoted.
    static Optional<KeyValue<String, String>> rateIn(Candle candle) {
        return RateMarket.of(candle.market()).filter(market -> QuoteCurrencies.ALL.contains(market.currency()))
                .map(market -> KeyValue.pair(key(candle.market(), candle.openTime()), Double.toString(candle.close())));
    }

    private static String key(Market market, Instant hour) {
        return market.key() + '@' + hour;
    }

    /// Writes the global store, and notes which hours have another rate than before. A record that is no rate is skipped:
    /// only this program writes the topic, and the thread of the global store must not stop.
    static final class Updater implements Processor<String, String, Void, Void> {
        private final RateUpdates updates;
        private KeyValueStore<String, String> closes;

        Updater(RateUpdates updates) {
            this.updates = updates;
        }

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            closes = context.getStateStore(CandleTopology.RATES);
        }

        @Override
        public void process(Record<String, String> message) {
            Optional<RateUpdates.Update> update = updateIn(message.key(), message.value());
            if (update.isEmpty()) {
                LOG.warn(
                        "a record of rates.usd is skipped: the key must be exchange:asset@hour and the value a price, but they"
                                + " are '{}' and '{}'",
                        message.key(), message.value());
            } else if (!message.value().equals(closes.get(message.key()))) {
                closes.put(message.key(), message.value());
                updates.add(update.get());
            }
        }

        private static Optional<RateUpdates.Update> updateIn(@Nullable String key, @Nullable String value) {
            try {
                if (key == null || value == null || !(Double.parseDouble(value) > 0)) {
                    return Optional.empty();
                }
                int at = key.lastIndexOf('@');
                long hour = Timeframe.epochHourOf(Instant.parse(key.substring(at + 1)));
                return RateMarket.of(Market.ofKey(key.substring(0, Math.max(at, 0)))).map(
                        market -> new RateUpdates.Update(market.exchange(), market.currency(), hour));
            } catch (IllegalArgumentException | DateTimeException e) {
                return Optional.empty();
            }
        }
    }
}
