package io.cryptodata.producers.venue.gate;

import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.ratelimit.Charge;
import io.cryptodata.producers.ratelimit.RateLimit;
import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.producers.venue.CandleRequests;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/// The parts of Gate.io's listing: spot markets, and contracts by settlement currency. Each endpoint has its own limit.
///
/// [Limits](https://www.gate.com/docs/developers/apiv4/en/#frequency-limit-rule)
enum GateApi {
    SPOT("spot/currency_pairs", ""), USDT("futures/usdt/contracts", "USDT"), BTC("futures/btc/contracts", "BTC");

    private static final String ROOT = "/api/v4/";
    private static final String TIME = "spot/time";
    private static final List<Charge> TIME_CHARGES = charges(TIME);
    private static final List<Charge> SPOT_CANDLES = charges("spot/candlesticks");
    private static final List<Charge> CONTRACT_CANDLES = charges("futures/usdt/candlesticks");
    /// how many of the newest hours of a spot market are requested
    static final int SPOT_HOURS = 10_000 - 24;
    private static final int SPOT_ROWS = 999;
    private static final int CONTRACT_ROWS = 1999;

    private final String path;
    private final String settle;
    private final List<Charge> charges;

    GateApi(String path, String settle) {
        this.path = path;
        this.settle = settle;
        this.charges = charges(path);
    }

    static URI time(BaseUrls urls) {
        return URI.create(urls.main() + ROOT + TIME);
    }

    static List<Charge> timeCharges() {
        return TIME_CHARGES;
    }

    URI listing(BaseUrls urls) {
        return URI.create(urls.main() + ROOT + path);
    }

    List<Charge> listingCharges() {
        return charges;
    }

    /// The settlement currency of its contracts; empty for spot markets.
    String settle() {
        return settle;
    }

    /// @throws IllegalArgumentException for an inverse contract
    static int maxRows(Market market) {
        CandleRequests.checkNotInverse(market);
        return market.isSpot() ? SPOT_ROWS : CONTRACT_ROWS;
    }

    static List<Charge> candleCharges(Market market) {
        return market.isSpot() ? SPOT_CANDLES : CONTRACT_CANDLES;
    }

    private static List<Charge> charges(String path) {
        return List.of(new Charge(new RateLimit(path, 200, Duration.ofSeconds(10)), 1));
    }
}
