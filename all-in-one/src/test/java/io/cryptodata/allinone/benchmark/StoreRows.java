package io.cryptodata.allinone.benchmark;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.market.LastId;
import io.cryptodata.domain.market.Market;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Rows of `h1_data` and `indicators` in the text format of COPY, hour by hour, reproducible: random walks with eight
/// significant digits, indicators with twelve.
final class StoreRows {
    static final String CANDLES = "COPY h1_data (last_id, asset, exchange, \"timestamp\", open, high, low, close, volume, revision) FROM STDIN";
    static final String INDICATORS = """
            COPY indicators (last_id, timeframe, ema10, ema36, ema200, sma200, ehma180, rsi14, bbm202, bbl202, bbu202, bbw202, st73,
                diff_ema200_pct, range_pct, high_low_range_pct, volume_usd, td_seq_up, td_seq_down, closed) FROM STDIN""";
    /// open time of the newest hour: an afternoon, so that every longer timeframe has a bucket in progress
    static final Instant NEWEST = Instant.parse("2026-11-20T16:00:00Z");

    private static final List<String> VENUES = List.of("binance", "bybit", "okx", "bitget", "mexc");
    private static final int INDICATOR_COLUMNS = 15;
    private final StoreOptions options;
    private final List<Market> markets = new ArrayList<>();
    private final long[] hashes;
    private final long[] closes;
    private final long[] volumes;
    private final Random random = new Random(12);

    StoreRows(StoreOptions options) {
        this.options = options;
        for (int i = 0; i < options.markets(); i++) {
            String base = i == 0 ? "BTC" : i == 1 ? "ETH" : "C" + i;
            markets.add(Market.spot(VENUES.get(i % VENUES.size()), base, "USDT"));
        }
        hashes = markets.stream().mapToLong(LastId::hashOf).toArray();
        closes = random.longs(options.markets(), 10_000_000, 90_000_000).toArray();
        volumes = new long[options.markets()];
    }

    static long newestHour() {
        return Timeframe.epochHourOf(NEWEST);
    }

    long oldestHour() {
        return newestHour() - options.hours() + 1;
    }

    /// The candles of one hour. Must be called for every hour, in order.
    byte[] candles(long hour) {
        StringBuilder rows = new StringBuilder(128 * markets.size());
        String time = "\t" + Timeframe.instantOf(hour) + "\t";
        for (int i = 0; i < markets.size(); i++) {
            long open = closes[i];
            long close = Math.max(1_000_000, open + random.nextInt(-200_000, 200_001));
            closes[i] = close;
            volumes[i] = random.nextLong(10_000_000, 100_000_000);
            rows.append(LastId.of(hashes[i], hour)).append('\t').append(markets.get(i).asset()).append('\t')
                    .append(markets.get(i).exchange()).append(time);
            decimal(rows, open, 1000).append('\t');
            decimal(rows, Math.max(open, close) + random.nextInt(100_000), 1000).append('\t');
            decimal(rows, Math.min(open, close) - random.nextInt(100_000), 1000).append('\t');
            decimal(rows, close, 1000).append('\t');
            decimal(rows, volumes[i], 10_000).append("\t0\n");
        }
        return bytes(rows);
    }

    /// The indicators after the candles of an hour; empty if the hour has none.
    byte[] indicators(long hour) {
        StringBuilder rows = new StringBuilder();
        int hourly = hour > newestHour() - options.indicatorHours() ? markets.size() : options.fullMarkets();
        for (int i = 0; i < Math.min(hourly, markets.size()); i++) {
            row(rows, i, hour, Timeframe.H1);
        }
        for (Timeframe timeframe : Timeframe.LONGER) {
            if (hour == newestHour() || timeframe.next(timeframe.floor(hour)) == hour + 1) {
                for (int i = 0; i < Math.min(options.fullMarkets(), markets.size()); i++) {
                    row(rows, i, hour, timeframe);
                }
            }
        }
        return bytes(rows);
    }

    private void row(StringBuilder rows, int market, long hour, Timeframe timeframe) {
        rows.append(LastId.of(hashes[market], hour)).append('\t').append(timeframe.code());
        for (int column = 0; column < INDICATOR_COLUMNS; column++) {
            long value = closes[market] * 10_000 + (hour * 7919 + column * 104_729L) % 10_000;
            decimal(rows.append('\t'), value, 10_000_000);
        }
        rows.append('\t').append(hour % 10).append('\t').append(0).append('\t')
                .append(timeframe.next(timeframe.floor(hour)) == hour + 1 ? 't' : 'f').append('\n');
    }

    /// @param scale a power of ten
    private static StringBuilder decimal(StringBuilder text, long value, long scale) {
        text.append(value / scale).append('.');
        long fraction = value % scale;
        for (long digit = scale / 10; digit > 0; digit /= 10) {
            text.append((char) ('0' + fraction / digit % 10));
        }
        return text;
    }

    private static byte[] bytes(StringBuilder rows) {
        return rows.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
