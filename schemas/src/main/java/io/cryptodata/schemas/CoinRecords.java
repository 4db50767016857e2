package io.cryptodata.schemas;

import io.cryptodata.domain.coin.CoinNumbers;
import io.cryptodata.domain.coin.CoinRow;
import io.cryptodata.domain.coin.EnrichedCoin;
import io.cryptodata.schemas.avro.CoinMarket;
import io.cryptodata.schemas.avro.CoinSnapshot;

/// Converts coins from records of the topic `coingecko.markets` and to records of `coingecko.snapshots`.
public final class CoinRecords {
    private CoinRecords() {}

    /// The part of a `coingecko.markets` record that the fold uses.
    ///
    /// @throws IllegalArgumentException if the record is invalid: without an id, with a negative price, …
    public static CoinRow fromAvro(CoinMarket stored) {
        CoinNumbers numbers = new CoinNumbers(stored.getCurrentPrice(), stored.getMarketCap(),
                stored.getMarketCapRank(), stored.getFullyDilutedValuation(), stored.getAth(), stored.getAtl());
        return new CoinRow(stored.getCoinId(), stored.getSnapshot(), stored.getComplete(), stored.getSymbol(),
                stored.getName(), numbers, stored.getAthDate());
    }

    /// The record of an enriched coin.
    public static CoinSnapshot toAvro(EnrichedCoin coin) {
        CoinRow row = coin.row();
        CoinNumbers numbers = row.numbers();
        return CoinSnapshot.newBuilder().setCoinId(row.coinId()).setSymbol(row.symbol()).setName(row.name())
                .setClose(numbers.close()).setMarketCap(numbers.marketCap()).setMarketCapRank(numbers.rank())
                .setFdv(numbers.dilutedValuation()).setAth(numbers.ath()).setAtl(numbers.atl())
                .setDaysSinceAth(coin.daysSinceAth()).setAth5(coin.ath5()).setAth10(coin.ath10())
                .setAth15(coin.ath15()).setAth90(coin.ath90()).setTimestamp(row.snapshot())
                .setComplete(row.complete()).build();
    }
}
