package io.cryptodata.simulator.binance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.clock.SimulatedClock;
import io.cryptodata.simulator.market.CandleSource;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Binance's spot API as far as candles need it: `time`, `exchangeInfo` and `klines`, with its limits, errors and bans.
/// It keeps count, so that a test can say that nobody ever asked for more than was allowed.
public final class SimulatedBinance implements HttpHandler, AutoCloseable {
    /// The venue's id.
    public static final String EXCHANGE = "binance";
    /// What one address may use in a minute.
    public static final int WEIGHT_PER_MINUTE = 6000;
    private static final String API = "/api/v3/";

    private final CandleSource source;
    private final SimulatedClock clock;
    private final WeightMeter meter;
    private final Map<String, Market> bySymbol = new HashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Faults faults = Faults.NONE;

    /// @param wall what the weight's minutes are counted by
    /// @param weightPerMinute normally [#WEIGHT_PER_MINUTE]; less to see the limit sooner
    /// @throws IllegalArgumentException if two markets would have the same name at Binance
    public SimulatedBinance(CandleSource source, SimulatedClock clock, InstantSource wall, int weightPerMinute) {
        this.source = source;
        this.clock = clock;
        this.meter = new WeightMeter(weightPerMinute, wall);
        for (CandleSource.ListedMarket listed : source.markets()) {
            Market other = bySymbol.put(BinanceBodies.symbolOf(listed.market()), listed.market());
            if (other != null) {
                throw new IllegalArgumentException(other + " and " + listed.market() + " are both called "
                        + BinanceBodies.symbolOf(other) + " at Binance: leave one of them out");
            }
        }
    }

    /// From now on, what goes wrong.
    public void inject(Faults next) {
        faults = next;
    }

    /// Whether anybody has ever asked for more than the limit allows.
    public boolean budgetExceeded() {
        return meter.refused() > 0;
    }

    /// How many requests have come, refused ones included.
    public long requests() {
        return meter.requests();
    }

    /// The most that was used within one minute.
    public int highestWeightPerMinute() {
        return meter.highestMinute();
    }

    @Override
    public void close() {
        closed.countDown();
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String context = exchange.getHttpContext().getPath();
            String path = exchange.getRequestURI().getPath().substring(context.length() - 1);
            Reply reply = path.startsWith(API)
                    ? metered(exchange, path)
                    : new Reply(404,
                            BinanceBodies.error(-1100, "Nothing here; the API is below " + context + "api/v3/"));
            if (reply != null) {
                send(exchange, reply);
            }
        }
    }

    private @Nullable Reply metered(HttpExchange exchange, String path) {
        WeightMeter.Answer answer = meter.ask(weightOf(path));
        exchange.getResponseHeaders().set("X-MBX-USED-WEIGHT-1M", Integer.toString(answer.used()));
        if (answer.status() != 200) {
            return new Reply(answer.status(), refusal(answer))
                    .with("Retry-After", Long.toString(answer.retryAfter().toSeconds()));
        }
        String query = exchange.getRequestURI().getRawQuery();
        return switch (faults.next(path)) {
            case null -> reply(path, query, 1);
            case Fault.Answer wrong -> new Reply(wrong.status(), wrong.headers(), wrong.contentType(), wrong.body());
            case Fault.Truncated() -> reply(path, query, 1).half();
            case Fault.EmptyPage() -> new Reply(200, "[]");
            case Fault.DuplicatedRows() -> reply(path, query, 2);
            case Fault.Silence silence -> silent(silence);
            case Fault.Reset() -> reply(path, query, 1).broken();
        };
    }

    private static int weightOf(String path) {
        return switch (path) {
            case "/api/v3/exchangeInfo" -> 20;
            case "/api/v3/klines" -> 2;
            default -> 1;
        };
    }

    private static String refusal(WeightMeter.Answer answer) {
        return BinanceBodies.error(-1003,
                answer.status() == 418
                        ? "Way too much request weight used; IP banned until " + answer.until().toEpochMilli() + "."
                        : "Too much request weight used; stay below the limit of this minute.");
    }

    private Reply reply(String path, @Nullable String query, int copies) {
        Instant now = clock.now();
        return switch (path) {
            case "/api/v3/time" -> new Reply(200, BinanceBodies.time(now));
            case "/api/v3/exchangeInfo" ->
                new Reply(200, BinanceBodies.exchangeInfo(source.markets(), now, WEIGHT_PER_MINUTE));
            case "/api/v3/klines" -> klines(query, now, copies);
            default -> new Reply(404, BinanceBodies.error(-1000, "This simulation has no " + path));
        };
    }

    private Reply klines(@Nullable String rawQuery, Instant now, int copies) {
        try {
            KlinesQuery query = KlinesQuery.of(rawQuery);
            Market market = bySymbol.get(query.symbol());
            if (market == null) {
                return new Reply(400, BinanceBodies.error(-1121, "Invalid symbol."));
            }
            return new Reply(200, BinanceBodies.klines(source.rows(market, query.window(), now), copies));
        } catch (KlinesQuery.Refused e) {
            return new Reply(400, e.body());
        }
    }

    private @Nullable Reply silent(Fault.Silence silence) {
        try {
            boolean ended = closed.await(silence.length().toMillis(), TimeUnit.MILLISECONDS);
            return ended ? new Reply(503, "{}") : null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        byte[] body = reply.body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", reply.contentType);
        reply.headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.sendResponseHeaders(reply.status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body, 0, reply.breaksOff ? body.length / 2 : body.length);
        exchange.getResponseBody().flush();
    }

    /// An answer about to be sent.
    ///
    /// @param breaksOff whether the connection closes after half of the body
    private record Reply(int status, Map<String, String> headers, String contentType, String body,
            boolean breaksOff) {
        Reply(int status, Map<String, String> headers, String contentType, String body) {
            this(status, headers, contentType, body, false);
        }

        Reply(int status, String body) {
            this(status, Map.of(), "application/json;charset=UTF-8", body);
        }

        Reply with(String name, String value) {
            return new Reply(status, Map.of(name, value), contentType, body);
        }

        Reply half() {
            return new Reply(status, headers, contentType, body.substring(0, body.length() / 2));
        }

        Reply broken() {
            return new Reply(status, headers, contentType, body, true);
        }
    }
}
