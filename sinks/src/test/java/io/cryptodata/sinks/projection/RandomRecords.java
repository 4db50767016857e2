package io.cryptodata.sinks.projection;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.market.LastId;
import io.cryptodata.domain.market.Market;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.Candle;
import io.cryptodata.schemas.avro.CoinSnapshot;
import io.cryptodata.schemas.avro.HourRange;
import io.cryptodata.schemas.avro.Indicators;
import io.cryptodata.schemas.avro.LedgerEntry;
import io.cryptodata.schemas.avro.ListingEntry;
import io.cryptodata.schemas.avro.MissingRange;
import io.cryptodata.schemas.avro.StatusSince;
import io.cryptodata.schemas.avro.TaskRun;
import io.cryptodata.schemas.avro.TrackedSince;
import io.cryptodata.schemas.avro.UniverseEntry;
import io.cryptodata.sinks.deployment.SinkTable;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// Random records of each topic that a sink writes: repeated and revised ones, and some that are no row.
final class RandomRecords {
    static final List<Market> MARKETS = List.of(new Market("binance", "BTC/USDT"), new Market("okx", "ETH/USDT"),
            new Market("bybit", "BTC/USDT:USDT"));
    static final Instant START = Instant.parse("2025-12-20T00:00:00Z");

    private final Random random;

    RandomRecords(Random random) {
        this.random = random;
    }

    /// @param hours how many hours each market has
    TopicInMemory topic(SinkTable table, int hours) {
        TopicInMemory topic = new TopicInMemory(table.topic());
        for (int hour = 0; hour < hours; hour++) {
            for (Market market : MARKETS) {
                append(topic, table, market, START.plus(Duration.ofHours(hour)));
            }
        }
        if (table.topic().equals(TopicName.CANDLES_1H)) {
            // an index has room for the first one only, because keys are compressed
            for (String asset : List.of("A".repeat(20_000), incompressible(20_000))) {
                Candle longKey = candle(MARKETS.getFirst(), START, 0);
                longKey.setAsset(asset);
                topic.append("long", longKey);
            }
        }
        topic.append("damaged", new byte[]{0, 0, 0, 0, 9, 1, 2});
        topic.append("damaged", "text".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        topic.append("damaged", (byte[]) null);
        return topic;
    }

    /// Appends what one hour of a market brings.
    void append(TopicInMemory topic, SinkTable table, Market market, Instant hour) {
        switch (table.topic()) {
            case TopicName.CANDLES_1H -> {
                for (int revision : revisions()) {
                    topic.append(market.key(), candle(market, hour, revision));
                }
            }
            case TopicName.INDICATORS -> {
                for (Timeframe timeframe : Timeframe.values()) {
                    for (int revision : revisions()) {
                        topic.append(market.key(), indicators(market, hour, timeframe, revision));
                    }
                }
            }
            case TopicName.COINGECKO_SNAPSHOTS -> topic.append(market.asset(), coin(market.asset(), hour));
            case TopicName.LISTINGS -> topic.append(market.key(), listing(market, hour));
            case TopicName.UNIVERSE -> topic.append(market.key(), universe(market, hour));
            case TopicName.TASK_RUNS -> topic.append("cycle", run(market, hour));
            case TopicName.LEDGER -> topic.append(market.key(), ledger(market, hour));
            default -> throw new IllegalArgumentException(table.topic());
        }
    }

    /// Most records are not revised; revisions may be repeated, skipped, and out of order.
    private List<Integer> revisions() {
        return switch (random.nextInt(20)) {
            case 0 -> List.of(0, 1);
            case 1 -> List.of(0, 2, 1);
            case 2 -> List.of(0, 0);
            case 3 -> List.of(0, 1, 0, 1);
            default -> List.of(0);
        };
    }

    Candle candle(Market market, Instant hour, int revision) {
        double open = price();
        double close = price();
        boolean refused = random.nextInt(100) == 0;
        double high = refused ? Math.min(open, close) / 2 : Math.max(open, close) * 1.01;
        double volume = random.nextInt(100) == 0 ? Double.NaN : random.nextDouble() * 1e9;
        return Candle.newBuilder().setExchange(market.exchange()).setAsset(market.asset()).setTimestamp(hour)
                .setOpen(open)
                .setHigh(high).setLow(Math.min(open, close) * 0.99).setClose(close).setVolume(volume)
                .setLastId(LastId.of(market, hour)).setRevision(revision).build();
    }

    private Indicators indicators(Market market, Instant hour, Timeframe timeframe, int revision) {
        Instant bucket = timeframe.floor(hour);
        Indicators row = new Indicators();
        for (Schema.Field field : row.getSchema().getFields()) {
            boolean nullable = field.schema().getType() == Schema.Type.UNION;
            if (nullable && random.nextInt(4) > 0) {
                row.put(field.pos(),
                        field.schema().getTypes().stream().anyMatch(type -> type.getType() == Schema.Type.INT)
                                ? (Object) random.nextInt(10)
                                : (Object) price());
            }
        }
        row.setExchange(market.exchange());
        row.setAsset(market.asset());
        row.setTimestamp(bucket);
        row.setTimeframe(timeframe.code());
        row.setLastId(LastId.of(market, hour));
        row.setClosed(random.nextBoolean());
        row.setRevision(revision);
        return row;
    }

    private CoinSnapshot coin(String coin, Instant time) {
        return CoinSnapshot.newBuilder().setCoinId(coin).setSymbol(coin.toLowerCase(java.util.Locale.ROOT))
                .setName("Coin " + coin)
                .setClose(orNull(price())).setMarketCap(orNull(price() * 1e9))
                .setMarketCapRank(orNull(random.nextInt(2000)))
                .setFdv(null).setAth(orNull(price())).setAtl(orNull(price() * 1e-12))
                .setDaysSinceAth(orNull(random.nextInt(900)))
                .setAth5(orNull(random.nextBoolean())).setAth10(null).setAth15(true).setAth90(false).setTimestamp(time)
                .setComplete(random.nextBoolean()).build();
    }

    private ListingEntry listing(Market market, Instant time) {
        ListingEntry entry = ListingEntry.newBuilder().setExchange(market.exchange()).setAsset(market.asset())
                .setTimestamp(time)
                .setStatus("TRADING").setFirstSeen(START).setLastSeen(time)
                .setVenueSymbol(market.asset().replace("/", ""))
                .setVenueStatus("1 \"quoted\" \u00e9\u4e2d").setListedAt(null).setContractSize("").setRenamedTo(null)
                .setMarketCapRank(orNull(random.nextInt(100))).setVolumeUsd(orNull(price()))
                .setStatusHistory(
                        List.of(new StatusSince("HALTED", START.minusMillis(1)), new StatusSince("TRADING", time)))
                .build();
        if (random.nextInt(10) == 0) {
            entry.setLastSeen(START.minusSeconds(1)); // refused: before first_seen
        }
        return entry;
    }

    private UniverseEntry universe(Market market, Instant time) {
        boolean tracked = random.nextBoolean();
        return UniverseEntry.newBuilder().setExchange(market.exchange()).setAsset(market.asset())
                .setVenueSymbol(market.asset()).setTracked(tracked).setExpectedFrom(orNull(START)).setUpdatedAt(time)
                .setStatus("TRADING").setVenueStatus("1").setListedAt(orNull(START)).setContractSize("")
                .setRank(orNull(random.nextInt(2000))).setReason("rules")
                .setTrackedHistory(List.of(new TrackedSince(tracked, time))).build();
    }

    private TaskRun run(Market market, Instant start) {
        Map<String, Long> counts = new TreeMap<>(Map.of("b", random.nextLong(), "a", 0L));
        return TaskRun.newBuilder().setProcess("cycle." + market.key()).setStartedAt(start)
                .setFinishedAt(random.nextInt(10) == 0 ? start.minusSeconds(1) : start.plusMillis(random.nextInt(9999)))
                .setOutcome("OK").setCounts(counts).setDetail(orNull("page 1\n\t\"done\"")).build();
    }

    private LedgerEntry ledger(Market market, Instant time) {
        MissingRange missing = MissingRange.newBuilder().setFrom(START).setTo(time.plusSeconds(3600))
                .setCause(orNull("EMPTY"))
                .setLastRequested(orNull(time)).setEmptyResponses(random.nextInt(3)).build();
        return LedgerEntry.newBuilder().setExchange(market.exchange()).setAsset(market.asset())
                .setExpectedFrom(orNull(START))
                .setContiguousUpTo(orNull(time)).setKnownUpTo(time).setPresent(random.nextLong(1L << 40))
                .setQuarantined(1)
                .setMissing(List.of(missing)).setConfirmedEmpty(List.of(new HourRange(START, time)))
                .setNotAvailable(random.nextBoolean() ? List.of() : List.of(new HourRange(START, time)))
                .setQuarantinedTimes(List.of(time)).setState("LIVE")
                .setUpdatedAt(time.minus(Duration.ofHours(random.nextInt(9))))
                .setRecent(List.of()).setUnproven(random.nextBoolean() ? missing : null).build();
    }

    private String incompressible(int length) {
        return random.ints(length, 'A', 'Z' + 1).collect(StringBuilder::new, StringBuilder::appendCodePoint,
                StringBuilder::append).toString();
    }

    /// Of any size, with up to 17 digits.
    private double price() {
        return random.nextDouble() * Math.pow(10, random.nextInt(30) - 12);
    }

    private <T> @Nullable T orNull(T value) {
        return random.nextInt(4) == 0 ? null : value;
    }
}
