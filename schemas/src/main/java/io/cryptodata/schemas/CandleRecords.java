package io.cryptodata.schemas;

import io.cryptodata.domain.market.Market;
import io.cryptodata.schemas.avro.Candle;

/// Converts hourly candles from and to records of the topic `candles.1h`.
public final class CandleRecords {
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
        io.cryptodata.domain.candle.Candle candle = new io.cryptodata.domain.candle.Candle(
                new Market(stored.getExchange(), stored.getAsset()), stored.getTimestamp(), stored.getOpen(),
                stored.getHigh(), stored.getLow(), stored.getClose(), stored.getVolume(), stored.getRevision());
        if (candle.lastId() != stored.getLastId()) {
            throw new IllegalArgumentException("last_id of " + candle.market() + " at " + candle.openTime() + " is "
                    + candle.lastId() + ", but the record has " + stored.getLastId());
        }
        return candle;
    }
}
