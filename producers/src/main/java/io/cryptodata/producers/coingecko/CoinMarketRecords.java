package io.cryptodata.producers.coingecko;

import io.cryptodata.schemas.avro.CoinMarket;

import java.time.Instant;

/// Rows of a snapshot as records of `coingecko.markets`.
final class CoinMarketRecords {
    private CoinMarketRecords() {}

    static CoinMarket of(Coin coin, Instant snapshot, boolean complete) {
        return CoinMarket.newBuilder().setCoinId(coin.id()).setSnapshot(snapshot).setComplete(complete)
                .setSymbol(coin.symbol()).setName(coin.name()).setCurrentPrice(coin.price())
                .setMarketCap(coin.marketCap()).setMarketCapRank(coin.marketCapRank())
                .setFullyDilutedValuation(coin.dilutedValuation()).setTotalVolume(coin.volumeUsd())
                .setHigh24h(coin.high24h()).setLow24h(coin.low24h())
                .setCirculatingSupply(coin.supply().circulating()).setTotalSupply(coin.supply().total())
                .setMaxSupply(coin.supply().max()).setAth(coin.extremes().ath())
                .setAthDate(coin.extremes().athDate()).setAtl(coin.extremes().atl())
                .setAtlDate(coin.extremes().atlDate()).setLastUpdated(coin.lastUpdated()).build();
    }
}
