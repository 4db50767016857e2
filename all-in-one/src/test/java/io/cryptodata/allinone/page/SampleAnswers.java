package io.cryptodata.allinone.page;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Answers of a read API with few markets, in the form of the real one.
final class SampleAnswers {
    /// The open time of the newest hour.
    static final Instant NEWEST = Instant.parse("2026-03-02T12:00:00Z");
    /// Between the open times of two bars.
    static final Duration HOUR = Duration.ofHours(1);

    private static final String INDICATORS = """
            "ema10": %1$s, "ema36": %1$s, "ema200": %1$s, "sma200": %1$s, "ehma180": %1$s, "rsi14": 50, "bbm202": %1$s, "bbl202": %1$s,
            "bbu202": %1$s, "bbw202": 1, "td_seq_up": 1, "td_seq_down": 0, "st73": %1$s, "diff_ema200_pct": 0, "range_pct": 0,
            "high_low_range_pct": 0, "volume_usd": 100""";

    private SampleAnswers() {}

    /// A server on which every route has an answer: a healthy pipeline, and 300 hours of each market.
    static ScriptedServer server() {
        ScriptedServer server = new ScriptedServer();
        server.on("about",
                """
                        {"version": "test", "started_at": "2026-03-01T00:00:00Z", "reading_needs_token": false, "operating_enabled": true,
                         "grafana_url": null, "timeframes": ["1h", "4h"], "exchanges": ["binance", "okx"],
                         "columns": [{"name": "rsi14", "unit": "", "description": "Relative strength"},
                                     {"name": "volume_usd", "unit": "USDT", "description": "Traded value"}]}""");
        server.on("pipeline",
                """
                        {"as_of": "2026-03-02T13:00:10Z", "verdict": "healthy", "problems": [], "parts": [], "sources": [], "tasks": [],
                         "connectors": [], "lag": [], "topics": [], "dead_letters": [], "quarantine": {"rows": 0, "newest": null},
                         "gaps": {"missing_hours": 0, "markets": 0}}""");
        server.on("completeness", "{\"venues\": []}");
        server.on("operator/actions", "{\"actions\": []}");
        server.on("markets", markets("binance:BTC/USDT"));
        server.on("market", market("binance:BTC/USDT"));
        server.on("bars", request -> ScriptedServer.Answer.ok(bars(hours(NEWEST, 300))));
        server.on("gaps", "{\"gaps\": [], \"next\": null}");
        server.on("quarantine", "{\"rows\": []}");
        server.on("revisions", "{\"revisions\": [], \"next\": null}");
        server.on("screener", screener(100, "binance:BTC/USDT", "okx:ETH/USDT"));
        server.on("universe", "{\"markets\": [], \"next\": null}");
        return server;
    }

    /// The answer of `markets`.
    static String markets(String... markets) {
        return "{\"markets\": [" + List.of(markets).stream().map(SampleAnswers::market)
                .collect(Collectors.joining(", ")) + "], \"next\": null}";
    }

    /// The answer of `market`.
    static String market(String market) {
        String[] parts = market.split("[:/]", 3);
        return """
                {"market": "%s", "exchange": "%s", "asset": "%s/%s", "base": "%s", "quote": "%s", "kind": "spot", "tracked": true,
                 "reason": "rules", "status": "TRADING", "state": "LIVE", "rank": 1, "expected_from": "2026-01-01T00:00:00Z",
                 "known_up_to": null, "newest": "%s", "close": 100, "lag_hours": 0, "present": 300, "missing": 0,
                 "confirmed_empty": 0, "not_available": 0, "quarantined": 0}"""
                .formatted(market, parts[0], parts[1], parts[2], parts[1], parts[2], NEWEST);
    }

    /// The answer of `screener`, all with the same close.
    static String screener(double close, String... markets) {
        String rows = List.of(markets).stream()
                .map(market -> """
                        {"market": "%s", "exchange": "%s", "asset": "%s", "age_bars": 0, "close": %s, "change_pct": 1, "volume_usd": 1000,
                         "rsi14": 50}"""
                        .formatted(market, market.substring(0, market.indexOf(':')),
                                market.substring(market.indexOf(':') + 1),
                                close))
                .collect(Collectors.joining(", "));
        return "{\"timeframe\": \"1h\", \"as_of\": \"%s\", \"total\": %d, \"rows\": [%s], \"next\": null}"
                .formatted(NEWEST.plus(HOUR), markets.length, rows);
    }

    /// The answer of `bars`, for bars in the order of time.
    static String bars(List<String> bars) {
        return "{\"market\": \"binance:BTC/USDT\", \"timeframe\": \"1h\", \"bars\": [" + String.join(", ", bars)
                + "], \"next\": null}";
    }

    /// Closed hours up to the newest one.
    static List<String> hours(Instant newest, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> bar(newest.minus(HOUR.multipliedBy(count - 1L - i)), 100 + i % 7, true, 0)).toList();
    }

    /// A bar with its indicators.
    static String bar(Instant open, double close, boolean closed, int revision) {
        return "{%s, %s}".formatted(candle(open, close, closed, revision),
                INDICATORS.formatted(number(close)));
    }

    /// An event `candle`.
    static String candleEvent(String market, Instant open, double close) {
        return "{\"market\": \"%s\", \"timeframe\": \"1h\", %s}".formatted(market, candle(open, close, true, 0));
    }

    /// An event `indicator`.
    static String indicatorEvent(String market, Instant open, double close) {
        return "{\"market\": \"%s\", \"timeframe\": \"1h\", \"timestamp\": \"%s\", \"last_id\": \"%d\", \"revision\": 0, \"closed\": true, %s}"
                .formatted(market, open, idOf(open), INDICATORS.formatted(number(close)));
    }

    private static String candle(Instant open, double close, boolean closed, int revision) {
        return """
                "timestamp": "%s", "open": %2$s, "high": %3$s, "low": %4$s, "close": %2$s, "volume": 10, "last_id": "%5$d",
                "revision": %6$d, "closed": %7$s, "closes_at": "%8$s", "known_at": "%8$s\""""
                .formatted(open, number(close), number(close * 1.01), number(close * 0.99), idOf(open), revision,
                        closed, open.plus(HOUR));
    }

    private static long idOf(Instant open) {
        return (open.getEpochSecond() / HOUR.toSeconds() << 43) + 1;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%s", value);
    }
}
