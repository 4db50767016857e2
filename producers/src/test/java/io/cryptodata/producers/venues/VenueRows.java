package io.cryptodata.producers.venues;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.CandleRules;
import io.cryptodata.domain.candle.PageRules;
import io.cryptodata.domain.candle.PageVerdict;
import io.cryptodata.domain.candle.PageWindow;
import io.cryptodata.domain.clock.ClockRules;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.fetch.Call;
import io.cryptodata.producers.fetch.DirectRunner;
import io.cryptodata.producers.http.HttpTransport;
import io.cryptodata.producers.ratelimit.WallTime;
import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.producers.venue.BodyServer;
import io.cryptodata.producers.venue.CandlePage;
import io.cryptodata.producers.venue.ExchangeClient;
import io.cryptodata.producers.venue.Listing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// The way from a venue's body to verdicts about its rows, for hand-written bodies.
final class VenueRows {
    static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    static final String TIME = String.valueOf(NOW.toEpochMilli());
    private static final PageRules RULES = new PageRules(new CandleRules(Duration.ofSeconds(5)), Duration.ofMinutes(2));

    private VenueRows() {}

    /// Runs a call of a venue that responds with these bodies.
    ///
    /// @param bodies from path and query to body
    static <T> T with(String exchange, UnaryOperator<String> bodies, Function<OpenVenue, T> use) {
        try (HttpClient http = HttpTransport.newClient(); BodyServer server = new BodyServer(bodies)) {
            return use.apply(Venues.open(exchange, BaseUrls.at(server.url()),
                    new Venues.Context(http, WallTime.real(), ClockRules.within(Duration.ofMinutes(2)),
                            new SimpleMeterRegistry())));
        }
    }

    static Listing listing(String exchange, String asset) {
        return Listing.of(new Market(exchange, asset), "BTC", true, "");
    }

    /// The verdict about six requested hours.
    static PageVerdict.Judged judged(String exchange, String asset, String body) {
        Listing listing = listing(exchange, asset);
        CandlePage page = with(exchange, _ -> body,
                venue -> DirectRunner.value(client(venue).hourlyCandles(listing, FROM, 6)));
        return (PageVerdict.Judged) RULES.judge(listing.market(),
                PageWindow.of(Timeframe.epochHourOf(FROM), page.windowEnd()), page.served(), NOW);
    }

    /// The failure, or the fetched value, of a call to a venue that responds with this body.
    static Object outcome(String exchange, String body, Function<ExchangeClient, Call<?>> call) {
        return outcome(exchange, _ -> body, call);
    }

    /// The same for a venue that responds with these bodies.
    ///
    /// @param bodies from path and query to body
    static Object outcome(String exchange, UnaryOperator<String> bodies, Function<ExchangeClient, Call<?>> call) {
        return with(exchange, bodies, venue -> DirectRunner.outcome(call.apply(client(venue))));
    }

    static ExchangeClient client(OpenVenue venue) {
        return venue.candles().orElseThrow();
    }

    /// A page of a venue's candles in its dialect.
    record Dialect(String exchange, String asset, String row, String envelope) {
        String row(long millis) {
            return row.formatted(millis);
        }

        String body(List<String> rows) {
            return envelope.formatted(String.join(",", rows));
        }

        String row(int hour) {
            return row(FROM.plus(Duration.ofHours(hour)).toEpochMilli());
        }
    }

    private static final String ROW = "[\"%s\",\"100\",\"110\",\"90\",\"105\",\"12.5\",\"12.5\",\"1300\",\"1\"]";

    static final List<Dialect> BY_ROWS = List.of(
            new Dialect("binance", "BTC/USDT",
                    "[%s,\"100\",\"110\",\"90\",\"105\",\"12.5\",1,\"1\",1,\"1\",\"1\",\"0\"]",
                    "[%s]"),
            new Dialect("binance", "BTC/USDT:USDT",
                    "[%s,\"100\",\"110\",\"90\",\"105\",\"12.5\",1,\"1\",1,\"1\",\"1\",\"0\"]", "[%s]"),
            new Dialect("bybit", "BTC/USDT", ROW,
                    "{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{\"list\":[%s]},\"time\":" + TIME + "}"),
            new Dialect("okx", "BTC/USDT", ROW, "{\"code\":\"0\",\"msg\":\"\",\"data\":[%s]}"),
            new Dialect("okx", "BTC/USDT:USDT", ROW, "{\"code\":\"0\",\"msg\":\"\",\"data\":[%s]}"),
            new Dialect("bitget", "BTC/USDT", ROW,
                    "{\"code\":\"00000\",\"msg\":\"success\",\"requestTime\":" + TIME + ",\"data\":[%s]}"),
            new Dialect("bitget", "BTC/USDT:USDT", ROW,
                    "{\"code\":\"00000\",\"msg\":\"success\",\"requestTime\":" + TIME + ",\"data\":[%s]}"),
            new Dialect("mexc", "BTC/USDT", "[%s,\"100\",\"110\",\"90\",\"105\",\"12.5\",1,\"1300\"]", "[%s]"));

    /// The venues whose candles XChange reads.
    static final List<Dialect> THROUGH_XCHANGE = List.of(
            new Dialect("kucoin", "BTC/USDT", "[\"%s\",\"100\",\"105\",\"110\",\"90\",\"12.5\",\"1300\"]",
                    "{\"code\":\"200000\",\"data\":[%s]}"),
            new Dialect("gate", "BTC/USDT",
                    "[\"%s\",\"1300\",\"105\",\"110\",\"90\",\"100\",\"12.5\",\"true\"]", "[%s]"),
            new Dialect("kraken", "BTC/USDT", "[%s,\"100\",\"110\",\"90\",\"105\",\"101\",\"12.5\",7]",
                    "{\"error\":[],\"result\":{\"XBTUSDT\":[%s],\"last\":1}}"));

    static final List<Dialect> ALL_BY_ROWS = Stream.concat(BY_ROWS.stream(), THROUGH_XCHANGE.stream()).toList();
}
