package io.cryptodata.producers.venue.mexc;

import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.producers.ratelimit.Charge;
import io.cryptodata.producers.ratelimit.RateLimit;
import io.cryptodata.producers.venue.Request;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// MEXC's two APIs, which have little in common: addresses, times, limits and errors differ. Every endpoint has a limit of
/// its own.
enum MexcApi {
    /// milliseconds; the end is exclusive, and a start without an end is not looked at
    SPOT("/api/v3/", "exchangeInfo", 499, new RateLimit("spot listing", 500, Duration.ofSeconds(10)), 10,
            new RateLimit("spot candles", 500, Duration.ofSeconds(10))) {
        @Override
        URI host(BaseUrls urls) {
            return urls.main();
        }

        @Override
        String hours(String symbol, Instant from, int hours) {
            Instant end = from.plus(Duration.ofHours(hours));
            return "klines?symbol=" + encoded(symbol) + "&interval=60m&startTime=" + from.toEpochMilli() + "&endTime="
                    + end.toEpochMilli() + "&limit=" + (hours + 1);
        }

        @Override
        String months(String symbol) {
            return "klines?symbol=" + encoded(symbol) + "&interval=1M&limit=500";
        }
    },
    /// seconds, and both ends are inclusive; there is no limit to be named
    CONTRACT("/api/v1/contract/", "detail", 1999, new RateLimit("contract listing", 1, Duration.ofSeconds(5)), 1,
            new RateLimit("contract candles", 20, Duration.ofSeconds(2))) {
        @Override
        URI host(BaseUrls urls) {
            return urls.of(BaseUrls.LINEAR);
        }

        @Override
        String hours(String symbol, Instant from, int hours) {
            long end = from.plus(Duration.ofHours(hours)).getEpochSecond() - 1;
            return "kline/" + encoded(symbol) + "?interval=Min60&start=" + from.getEpochSecond() + "&end=" + end;
        }

        @Override
        String months(String symbol) {
            return "kline/" + encoded(symbol) + "?interval=Month1";
        }
    };

    private static final RateLimit TIME = new RateLimit("spot time", 500, Duration.ofSeconds(10));

    private final String path;
    private final String listing;
    private final int maxRows;
    private final Charge listingCost;
    private final Charge candlesCost;

    /// @param maxRows one less than fits into a page, for the row at the end of a window
    MexcApi(String path, String listing, int maxRows, RateLimit listingLimit, int listingWeight,
            RateLimit candlesLimit) {
        this.path = path;
        this.listing = listing;
        this.maxRows = maxRows;
        this.listingCost = new Charge(listingLimit, listingWeight);
        this.candlesCost = new Charge(candlesLimit, 1);
    }

    /// Where a market's candles are.
    ///
    /// @throws IllegalArgumentException if they are not fetched
    static MexcApi of(Market market) {
        String settle = market.settle();
        if (settle == null) {
            return SPOT;
        }
        if (settle.equals(market.quote())) {
            return CONTRACT;
        }
        throw new IllegalArgumentException("candles of inverse contracts are not fetched: " + market);
    }

    abstract URI host(BaseUrls urls);

    /// The address, without its beginning, of so many hours.
    abstract String hours(String symbol, Instant from, int hours);

    /// The address, without its beginning, of all months.
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

    List<Charge> costOf(Request request) {
        return List.of(switch (request) {
            case Request.ListingPage _ -> listingCost;
            case Request.ServerTime _ -> new Charge(TIME, 1);
            case Request.HourlyCandles _ -> candlesCost;
            case Request.FirstHour _ -> candlesCost;
        });
    }

    private static String encoded(String symbol) {
        return URLEncoder.encode(symbol, StandardCharsets.UTF_8);
    }
}
