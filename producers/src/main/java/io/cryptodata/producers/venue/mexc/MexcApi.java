package io.cryptodata.producers.venue.mexc;

import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.ratelimit.Charge;
import io.cryptodata.producers.ratelimit.RateLimit;
import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.producers.venue.CandleRequests;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// MEXC's two APIs, which have little in common: addresses, times, limits and errors differ. Every endpoint has its own
/// limit.
enum MexcApi {
    /// milliseconds; the end is exclusive, and a start without an end is ignored
    SPOT("/api/v3/", "exchangeInfo", 499, new RateLimit("spot listing", 500, Duration.ofSeconds(10)), 10,
            new RateLimit("spot candles", 500, Duration.ofSeconds(10))) {
        @Override
        URI host(BaseUrls urls) {
            return urls.main();
        }

        @Override
        String hours(String symbol, Instant from, int hours) {
            return window(symbol, "60m", from, from.plus(Duration.ofHours(hours)), hours + 1);
        }

        @Override
        String days(String symbol, Instant from, Instant to) {
            return window(symbol, "1d", from, to, SPOT_PAGE);
        }

        private String window(String symbol, String interval, Instant from, Instant to, int limit) {
            return "klines?symbol=" + symbol + "&interval=" + interval + "&startTime=" + from.toEpochMilli()
                    + "&endTime=" + to.toEpochMilli() + "&limit=" + limit;
        }

        @Override
        String months(String symbol) {
            return "klines?symbol=" + symbol + "&interval=1M&limit=" + SPOT_PAGE;
        }
    },
    /// seconds, and both ends are inclusive; there is no parameter for a limit
    CONTRACT("/api/v1/contract/", "detail", 1999, new RateLimit("contract listing", 1, Duration.ofSeconds(5)), 1,
            new RateLimit("contract candles", 20, Duration.ofSeconds(2))) {
        @Override
        URI host(BaseUrls urls) {
            return urls.of(BaseUrls.LINEAR);
        }

        @Override
        String hours(String symbol, Instant from, int hours) {
            return window(symbol, "Min60", from, from.plus(Duration.ofHours(hours)));
        }

        @Override
        String days(String symbol, Instant from, Instant to) {
            return window(symbol, "Day1", from, to);
        }

        private String window(String symbol, String interval, Instant from, Instant to) {
            return "kline/" + symbol + "?interval=" + interval + "&start=" + from.getEpochSecond() + "&end="
                    + (to.getEpochSecond() - 1);
        }

        @Override
        String months(String symbol) {
            return "kline/" + symbol + "?interval=Month1";
        }
    };

    /// in practice; the documentation states a thousand
    private static final int SPOT_PAGE = 500;
    static final List<Charge> TIME_CHARGES = List
            .of(new Charge(new RateLimit("spot time", 500, Duration.ofSeconds(10)), 1));

    private final String path;
    private final String listing;
    private final int maxRows;
    private final List<Charge> listingCharges;
    private final List<Charge> candleCharges;

    /// @param maxRows one less than fits into a page, for the row at the end of a window
    MexcApi(String path, String listing, int maxRows, RateLimit listingLimit, int listingWeight,
            RateLimit candlesLimit) {
        this.path = path;
        this.listing = listing;
        this.maxRows = maxRows;
        this.listingCharges = List.of(new Charge(listingLimit, listingWeight));
        this.candleCharges = List.of(new Charge(candlesLimit, 1));
    }

    /// The API that serves a market's candles.
    ///
    /// @throws IllegalArgumentException if they are not fetched
    static MexcApi of(Market market) {
        CandleRequests.checkNotInverse(market);
        return market.isSpot() ? SPOT : CONTRACT;
    }

    abstract URI host(BaseUrls urls);

    /// Path and query of so many hours.
    ///
    /// @param symbol encoded for a URL
    abstract String hours(String symbol, Instant from, int hours);

    /// Path and query of the days that open from `from` to `to` (exclusive).
    abstract String days(String symbol, Instant from, Instant to);

    /// Path and query of all months.
    abstract String months(String symbol);

    URI address(BaseUrls urls, String pathAndQuery) {
        return URI.create(host(urls) + path + pathAndQuery);
    }

    String listing() {
        return listing;
    }

    int maxRows() {
        return maxRows;
    }

    List<Charge> listingCharges() {
        return listingCharges;
    }

    List<Charge> candleCharges() {
        return candleCharges;
    }
}
