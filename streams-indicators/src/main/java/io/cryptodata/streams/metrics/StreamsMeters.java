package io.cryptodata.streams.metrics;

import io.cryptodata.service.metrics.MeterDefinition;

import java.util.List;

import static io.cryptodata.service.metrics.MeterDefinition.counter;
import static io.cryptodata.service.metrics.MeterDefinition.gauge;
import static io.cryptodata.service.metrics.MeterDefinition.timer;

/// The meters of the stream, of the partitions that this process holds.
public final class StreamsMeters {
    private static final String OUTCOME = "outcome";
    private static final String RECORDS = "records";
    private static final String TOPIC = "topic";

    public static final MeterDefinition OVERDUE = gauge("cda.streams.overdue", "seconds",
            "How long the next bar of the venue and timeframe is overdue: since its close by our own clock, while no market "
                    + "has it. 0 while nothing is; NaN before the first closed bar after a start.",
            "exchange", "timeframe");
    public static final MeterDefinition CANDLES = counter("cda.streams.candles",
            "Candles read from `candles.1h`: `folded` in order, `corrected` and `pending` late or revised ones, "
                    + "`outside_window` too late ones, `repeated` ones.",
            OUTCOME);
    public static final MeterDefinition REPLAYED = counter("cda.streams.replayed",
            "Candles read from `candles.replay`, by outcome.", OUTCOME);
    public static final MeterDefinition COINS = counter("cda.streams.coins",
            "Rows read from `coingecko.markets`: `folded`, or `late` ones of a snapshot that is not newer.", OUTCOME);
    public static final MeterDefinition EMITTED = counter("cda.streams.emitted", "Records written, by topic.", TOPIC);
    public static final MeterDefinition FOLD = timer("cda.streams.fold",
            "Time to fold one candle of `candles.1h`, the rows that it emits included.");
    public static final MeterDefinition LAG = gauge("cda.streams.lag", RECORDS,
            "Records that the stream has not committed yet, all processes together; NaN while the broker does not respond.",
            TOPIC);
    public static final MeterDefinition RESTORE_RECORDS = gauge("cda.streams.restore.records", RECORDS,
            "Size of the state that is being restored from changelog topics; 0 while none is.");
    public static final MeterDefinition RESTORE_REMAINING = gauge("cda.streams.restore.remaining", RECORDS,
            "The part of it that remains; 0 while no state is being restored.");
    public static final MeterDefinition REPRICED = counter("cda.streams.repriced",
            "Hours whose rows were emitted again because their rate to USDT arrived or changed.");
    public static final MeterDefinition RATES_MISSED = counter("cda.streams.rates.missed",
            "Hours of markets whose rate to USDT came or changed after the correction window.");
    public static final MeterDefinition COLD_MARKETS = gauge("cda.streams.cold.markets", "",
            "Markets whose former rows lack a column or timeframe until they are replayed.");
    public static final MeterDefinition COLD_REFUSED = gauge("cda.streams.cold.refused", "",
            "Those of the cold markets whose replay was not used.");
    public static final MeterDefinition DEAD_LETTERS = counter("cda.streams.dead.letters",
            "Records that could not be processed and were written to `<topic>.dlq`.", TOPIC);

    /// In the order of the reference page.
    public static final List<MeterDefinition> ALL = List.of(OVERDUE, CANDLES, REPLAYED, COINS, EMITTED, FOLD, LAG,
            RESTORE_RECORDS, RESTORE_REMAINING, REPRICED, RATES_MISSED, COLD_MARKETS, COLD_REFUSED, DEAD_LETTERS);

    private StreamsMeters() {}
}
