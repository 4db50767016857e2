package io.cryptodata.schemas;

import io.cryptodata.domain.coin.CoinNumbers;
import io.cryptodata.domain.coin.CoinRow;
import io.cryptodata.domain.coin.EnrichedCoin;
import io.cryptodata.schemas.avro.CoinMarket;
import io.cryptodata.schemas.avro.CoinSnapshot;

/// Coins between the domain and the topics `coingecko.markets` and `coingecko.snapshots`.
public final class CoinRecords {
    private CoinRecords() {}

    /// What a record of `coingecko.markets` tells, as far as the fold looks at it.
    ///
    /// @throws IllegalArgumentException if no such coin can be: without an id, with a negative price, …
    public static CoinRow fromAvro(CoinMarket stored) {
        CoinNumbers numbers = new CoinNumbers(stored.getCurrentPrice(), stored.getMarketCap(),
                stored.getMarketCapRank(), stored.getFullyDilutedValuation(), stored.getAth(), stored.getAtl());
        return new CoinRow(stored.getCoinId(), stored.getSnapshot(), stored.getComplete(), stored.getSymbol(),
                stored.getName(), numbers, stored.getAthDate());
    }

    /// What goes on `coingecko.snapshots`.
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
