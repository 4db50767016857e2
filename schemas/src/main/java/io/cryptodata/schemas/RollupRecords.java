package io.cryptodata.schemas;

import io.cryptodata.domain.fold.RollupRow;
import io.cryptodata.domain.market.Market;
import io.cryptodata.schemas.avro.CandleRollup;

/// Converts completed longer candles to records of the topic `candles.rollup`.
public final class RollupRecords {
    private RollupRecords() {}

    /// The record of a row.
    public static CandleRollup toAvro(Market market, RollupRow row) {
        return new CandleRollup(market.exchange(), market.asset(), row.timestamp(), row.timeframe().code(), row.open(),
                row.high(), row.low(), row.close(), row.volume(), row.lastId(), row.revision());
    }
}
