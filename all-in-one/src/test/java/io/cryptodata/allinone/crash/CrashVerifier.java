package io.cryptodata.allinone.crash;

import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.currency.UsdPrice;
import io.cryptodata.domain.currency.UsdRates;
import io.cryptodata.domain.fold.Arrival;
import io.cryptodata.domain.fold.CorrectionWindow;
import io.cryptodata.domain.fold.FoldOutput;
import io.cryptodata.domain.fold.FoldedHour;
import io.cryptodata.domain.fold.IndicatorRow;
import io.cryptodata.domain.fold.MarketFold;
import io.cryptodata.domain.fold.MemoryInMaps;
import io.cryptodata.domain.fold.RollupRow;
import io.cryptodata.domain.market.Market;
import io.cryptodata.schemas.CandleHeaders;
import io.cryptodata.schemas.CandleRecords;
import io.cryptodata.schemas.IndicatorRecords;
import io.cryptodata.schemas.RollupRecords;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.CandleRollup;
import io.cryptodata.schemas.avro.Indicators;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.topic.TopicReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Folds the committed candles again in a plain loop and compares every committed record with what the fold emits: the same
/// records, in the same order, each once. Rows of markets that need a rate are judged by [RatedRows] in addition.
final class CrashVerifier {
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final String bootstrap;
    private final Deserializer<io.cryptodata.schemas.avro.Candle> candles;
    private final Deserializer<Indicators> indicators;
    private final Deserializer<CandleRollup> rollups;
    private final Map<String, Deque<Expected>> expectedRows = new HashMap<>();
    private final Map<String, Deque<Expected>> expectedRollups = new HashMap<>();
    private final Map<List<Object>, Integer> rollupRevisions = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final RatedRows rated = new RatedRows();
    private final RightRecords listener;
    private long records;

    /// @param appended when the candle was appended that causes the record
    private record Expected(Object value, long appended) {}

    /// Receives every record that is right.
    @FunctionalInterface
    interface RightRecords {
        /// @param appended when the candle was appended that causes the record, in milliseconds
        void found(ConsumerRecord<String, byte[]> message, long appended);
    }

    CrashVerifier(String bootstrap, String registry, RightRecords listener) {
        this.bootstrap = bootstrap;
        this.listener = listener;
        this.candles = AvroSerdes.of(io.cryptodata.schemas.avro.Candle.class, registry).deserializer();
        this.indicators = AvroSerdes.of(Indicators.class, registry).deserializer();
        this.rollups = AvroSerdes.of(CandleRollup.class, registry).deserializer();
    }

    /// What differs, one line each; empty if nothing does.
    List<String> problems() {
        Map<String, MarketFold> folds = new HashMap<>();
        read(TopicName.CANDLES_1H, message -> fold(message, folds));
        read(TopicName.INDICATORS, message -> compareRow(message,
                indicators.deserialize(TopicName.INDICATORS, message.value())));
        read(TopicName.CANDLES_ROLLUP, message -> compareRollup(message,
                rollups.deserialize(TopicName.CANDLES_ROLLUP, message.value())));
        missing(expectedRows, TopicName.INDICATORS);
        missing(expectedRollups, TopicName.CANDLES_ROLLUP);
        problems.addAll(rated.problems());
        return problems;
    }

    long records() {
        return records;
    }

    /// How many of them were emitted again only because of a rate.
    long repriced() {
        return rated.repriced();
    }

    private void fold(ConsumerRecord<String, byte[]> message, Map<String, MarketFold> folds) {
        Candle candle = CandleRecords.fromAvro(candles.deserialize(TopicName.CANDLES_1H, message.value()));
        Market market = candle.market();
        Arrival arrival = new Arrival(Instant.ofEpochMilli(message.timestamp()),
                CandleHeaders.remainingIn(message.headers()));
        rated.add(candle, arrival.isFull(candle), arrival.hasMore());
        folds.computeIfAbsent(market.key(),
                any -> MarketFold.load(market, CorrectionWindow.DEFAULT, new MemoryInMaps()))
                .add(new FoldedHour(candle, arrival.isFull(candle), UsdPrice.of(candle, UsdRates.NONE)),
                        arrival.hasMore(), expecting(market, message.timestamp()));
    }

    private FoldOutput expecting(Market market, long appended) {
        return new FoldOutput() {
            @Override
            public void indicators(IndicatorRow row) {
                expect(IndicatorRecords.toAvro(market, row), expectedRows);
            }

            @Override
            public void rollup(RollupRow row) {
                expect(RollupRecords.toAvro(market, row), expectedRollups);
            }

            private void expect(Object value, Map<String, Deque<Expected>> target) {
                target.computeIfAbsent(market.key(), any -> new ArrayDeque<>()).add(new Expected(value, appended));
            }
        };
    }

    private void compareRow(ConsumerRecord<String, byte[]> message, Indicators actual) {
        if (!RatedRows.isRated(Market.ofKey(message.key()))) {
            compare(message, actual, expectedRows);
            return;
        }
        records++;
        Deque<Expected> expected = expectedRows.getOrDefault(message.key(), new ArrayDeque<>());
        Expected next = expected.peek();
        try {
            if (rated.matches(actual, next == null ? null : (Indicators) next.value())) {
                expected.poll();
                listener.found(message, Objects.requireNonNull(next).appended());
            }
        } catch (IllegalArgumentException e) {
            expected.poll();
            problems.add("%s-%d offset %d has %s:%n  %s, expected%n  %s".formatted(message.topic(),
                    message.partition(), message.offset(), e.getMessage(), actual,
                    next == null ? "nothing" : next.value()));
        }
    }

    /// The number of corrections, and so the revision, of a market that needs a rate depends on when the rate arrives.
    private void compareRollup(ConsumerRecord<String, byte[]> message, CandleRollup actual) {
        if (!RatedRows.isRated(Market.ofKey(message.key()))) {
            compare(message, actual, expectedRollups);
            return;
        }
        Integer former = rollupRevisions.put(List.of(message.key(), actual.getTimeframe(), actual.getTimestamp()),
                actual.getRevision());
        if (former != null && actual.getRevision() <= former) {
            problems.add("%s-%d offset %d has a revision that is not greater: %s".formatted(message.topic(),
                    message.partition(), message.offset(), actual));
        }
        Expected next = expectedRollups.getOrDefault(message.key(), new ArrayDeque<>()).peek();
        int revision = next == null ? 0 : ((CandleRollup) next.value()).getRevision();
        compare(message, CandleRollup.newBuilder(actual).setRevision(revision).build(), expectedRollups);
    }

    private void compare(ConsumerRecord<String, byte[]> message, Object actual,
            Map<String, Deque<Expected>> expected) {
        records++;
        Expected next = expected.getOrDefault(message.key(), new ArrayDeque<>()).poll();
        if (next == null || !next.value().equals(actual)) {
            problems.add("%s-%d offset %d is%n  %s, expected%n  %s".formatted(message.topic(), message.partition(),
                    message.offset(), actual, next == null ? "nothing" : next.value()));
            return;
        }
        listener.found(message, next.appended());
    }

    private void missing(Map<String, Deque<Expected>> expected, String topic) {
        expected.forEach((market, left) -> {
            if (!left.isEmpty()) {
                problems.add("%d records of %s are missing on %s, the first is %s".formatted(left.size(), market,
                        topic, left.getFirst().value()));
            }
        });
    }

    private void read(String topic, java.util.function.Consumer<ConsumerRecord<String, byte[]>> each) {
        try (TopicReader<String, byte[]> reader = TopicReader.ofBytes(KafkaAccess.plain(bootstrap), TIMEOUT)) {
            reader.assign(reader.partitions(topic));
            reader.readToEnd(each::accept);
        }
    }
}
