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
            Instant end = from.plus(Duration.ofHours(hours));
            return "klines?symbol=" + symbol + "&interval=60m&startTime=" + from.toEpochMilli() + "&endTime="
                    + end.toEpochMilli() + "&limit=" + (hours + 1);
        }

        @Override
        String months(String symbol) {
            return "klines?symbol=" + symbol + "&interval=1M&limit=500";
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
            long end = from.plus(Duration.ofHours(hours)).getEpochSecond() - 1;
            return "kline/" + symbol + "?interval=Min60&start=" + from.getEpochSecond() + "&end=" + end;
        }

        @Override
        String months(String symbol) {
            return "kline/" + symbol + "?interval=Month1";
        }
    };

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
