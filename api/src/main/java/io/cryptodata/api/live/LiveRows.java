package io.cryptodata.api.live;

import io.cryptodata.api.format.JsonRows;
import io.cryptodata.api.market.BarColumns;
import io.cryptodata.api.query.Column;
import io.cryptodata.api.task.TaskListings;
import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.indicator.IndicatorColumn;
import io.cryptodata.schemas.avro.Candle;
import io.cryptodata.schemas.avro.CandleRollup;
import io.cryptodata.schemas.avro.Indicators;
import io.cryptodata.schemas.avro.TaskRun;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Records of the topics as the rows of the read API, with their market and timeframe.
final class LiveRows {
    private static final List<Column> MARKET = List.of(Column.text("market"), Column.text("timeframe"));
    private static final List<Column> CANDLE = Stream.concat(MARKET.stream(), BarColumns.candle().stream()).toList();
    private static final List<Column> INDICATORS = Stream.concat(MARKET.stream(), BarColumns.indicators().stream())
            .toList();
    private static final MathContext STORED_DIGITS = new MathContext(15, RoundingMode.HALF_EVEN);
    private static final double MILLIS = Duration.ofSeconds(1).toMillis();

    private LiveRows() {}

    /// Where a record is.
    ///
    /// @param slot of its partition in the layout
    /// @param appendedAt by the broker, in milliseconds
    record Place(int slot, long offset, long appendedAt) {}

    /// @throws IllegalArgumentException if the record has no timeframe of ours
    static LiveEvent of(LiveTopic topic, Place place, SpecificRecord stored) {
        return switch (stored) {
            case Candle candle -> candle(topic, place, candle);
            case CandleRollup candle -> rollup(topic, place, candle);
            case Indicators row -> indicators(topic, place, row);
            case TaskRun run -> event(topic, place, "", "", true, TaskListings.run(), task(run));
            default -> throw new IllegalArgumentException("no row of " + stored.getSchema().getFullName());
        };
    }

    private static LiveEvent candle(LiveTopic topic, Place place, Candle candle) {
        Map<String, @Nullable Object> row = stamped(place, Timeframe.H1, candle.getTimestamp(), true);
        row.put("open", stored(candle.getOpen()));
        row.put("high", stored(candle.getHigh()));
        row.put("low", stored(candle.getLow()));
        row.put("close", stored(candle.getClose()));
        row.put("volume", stored(candle.getVolume()));
        row.put("last_id", candle.getLastId());
        row.put("revision", (long) candle.getRevision());
        return ofMarket(topic, place, candle.getExchange() + ":" + candle.getAsset(), Timeframe.H1, CANDLE, row);
    }

    /// The revision is that of no hour: the read API has none, either.
    private static LiveEvent rollup(LiveTopic topic, Place place, CandleRollup candle) {
        Timeframe timeframe = Timeframe.ofCode(candle.getTimeframe());
        Map<String, @Nullable Object> row = stamped(place, timeframe, candle.getTimestamp(), true);
        row.put("open", stored(candle.getOpen()));
        row.put("high", stored(candle.getHigh()));
        row.put("low", stored(candle.getLow()));
        row.put("close", stored(candle.getClose()));
        row.put("volume", stored(candle.getVolume()));
        row.put("last_id", candle.getLastId());
        return ofMarket(topic, place, candle.getExchange() + ":" + candle.getAsset(), timeframe, CANDLE, row);
    }

    private static LiveEvent indicators(LiveTopic topic, Place place, Indicators stored) {
        Timeframe timeframe = Timeframe.ofCode(stored.getTimeframe());
        Map<String, @Nullable Object> row = stamped(place, timeframe, stored.getTimestamp(), stored.getClosed());
        row.put("last_id", stored.getLastId());
        row.put("revision", (long) stored.getRevision());
        for (IndicatorColumn column : IndicatorColumn.values()) {
            Object value = stored.get(column.column());
            row.put(column.column(), switch (value) {
                case Integer count -> Long.valueOf(count);
                case Double number -> stored(number);
                case null, default -> value;
            });
        }
        return ofMarket(topic, place, stored.getExchange() + ":" + stored.getAsset(), timeframe, INDICATORS, row);
    }

    private static Map<String, @Nullable Object> stamped(Place place, Timeframe timeframe, Instant timestamp,
            boolean closed) {
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("timestamp", timestamp);
        row.put("closed", closed);
        row.put("closes_at", timeframe.end(timestamp));
        row.put("known_at", Instant.ofEpochMilli(place.appendedAt));
        return row;
    }

    private static LiveEvent ofMarket(LiveTopic topic, Place place, String market, Timeframe timeframe,
            List<Column> columns, Map<String, @Nullable Object> row) {
        row.put("market", market);
        row.put("timeframe", timeframe.code());
        return event(topic, place, market, timeframe.code(), Boolean.TRUE.equals(row.get("closed")), columns, row);
    }

    private static Map<String, @Nullable Object> task(TaskRun run) {
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("process", run.getProcess());
        row.put("started_at", run.getStartedAt());
        row.put("finished_at", run.getFinishedAt());
        row.put("seconds", Duration.between(run.getStartedAt(), run.getFinishedAt()).toMillis() / MILLIS);
        row.put("outcome", run.getOutcome());
        row.put("counts", run.getCounts());
        row.put("detail", run.getDetail());
        return row;
    }

    /// The number as the database has it: a double becomes a numeric of 15 significant digits.
    static double stored(double value) {
        return Double.isFinite(value) ? new BigDecimal(value).round(STORED_DIGITS).doubleValue() : value;
    }

    private static LiveEvent event(LiveTopic topic, Place place, String market, String timeframe, boolean closed,
            List<Column> columns, Map<String, @Nullable Object> row) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(512);
        try {
            frame.write(("event: " + topic.event() + "\ndata: ").getBytes(StandardCharsets.US_ASCII));
            JsonRows.write(frame, columns, row);
            frame.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new LiveEvent(place.slot, place.offset, topic, market, timeframe, closed, place.appendedAt,
                frame.toByteArray());
    }
}
