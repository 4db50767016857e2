package io.cryptodata.schemas;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.market.LastId;
import io.cryptodata.schemas.KnownMarkets.Known;
import io.cryptodata.schemas.avro.Candle;

/// Converts hourly candles from and to records of the topic `candles.1h`.
public final class CandleRecords {
    private static final KnownMarkets MARKETS = new KnownMarkets();

    private CandleRecords() {}

    /// The record of a candle, with the computed `last_id`.
    public static Candle toAvro(io.cryptodata.domain.candle.Candle candle) {
        return new Candle(candle.market().exchange(), candle.market().asset(), candle.openTime(), candle.open(),
                candle.high(), candle.low(), candle.close(), candle.volume(), candle.lastId(), candle.revision());
    }

    /// The candle of a record.
    ///
    /// @throws IllegalArgumentException if the record is invalid: off the hour, high below low, a `last_id` that is not that
    ///         of its market and hour, …
    public static io.cryptodata.domain.candle.Candle fromAvro(Candle stored) {
        Known known = MARKETS.named(stored.getExchange(), stored.getAsset());
        io.cryptodata.domain.candle.Candle candle = new io.cryptodata.domain.candle.Candle(known.market(),
                stored.getTimestamp(), stored.getOpen(), stored.getHigh(), stored.getLow(), stored.getClose(),
                stored.getVolume(), stored.getRevision());
        long lastId = LastId.of(known.hash(), Timeframe.epochHourOf(candle.openTime()));
        if (lastId != stored.getLastId()) {
            throw new IllegalArgumentException("last_id of " + candle.market() + " at " + candle.openTime() + " is "
                    + lastId + ", but the record has " + stored.getLastId());
        }
        return candle;
    }
}
