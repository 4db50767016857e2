package io.cryptodata.sinks.connect;

import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.candle.CandleLimits;
import io.cryptodata.domain.fold.CandleFold;
import io.cryptodata.domain.fold.FoldOutput;
import io.cryptodata.domain.fold.IndicatorRow;
import io.cryptodata.domain.fold.RollupRow;
import io.cryptodata.domain.indicator.IndicatorColumn;
import io.cryptodata.domain.market.Market;
import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.database.TestDatabase;
import io.cryptodata.sinks.database.TestTier;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/// What the rules accept at their limits passes the fold, the sinks and the views.
@ParameterizedClass
@MethodSource("io.cryptodata.sinks.database.TestTier#present")
class AcceptedExtremesTest {
    private static DatabaseAccess database = TestDatabase.server();
    private static final Market LONGEST = new Market("binance", "B".repeat(64) + "/" + "Q".repeat(64) + ":"
            + "S".repeat(64));
    private static final Schema INDICATORS = indicators();
    private static final int HOURS = 24 * 32;

    private final FakeTaskContext context = new FakeTaskContext();

    AcceptedExtremesTest(TestTier tier) {}

    @BeforeParameterizedClassInvocation
    static void tables(TestTier tier) {
        database = tier.migrated();
    }

    @BeforeEach
    void empty_tables() {
        TestDatabase.execute(database, "TRUNCATE h1_data, indicators");
    }

    @Test
    void the_largest_and_smallest_candles_of_the_last_month_become_rows_of_every_table_and_view() {
        assertEveryRowIsWritten(CandleLimits.END.minus(Candle.LENGTH.multipliedBy(HOURS)));
    }

    @Test
    void the_candles_of_the_first_month_become_rows_of_every_table_and_view() {
        assertEveryRowIsWritten(CandleLimits.FIRST);
    }

    private void assertEveryRowIsWritten(Instant first) {
        List<SinkRecord> candles = new ArrayList<>();
        List<SinkRecord> rows = new ArrayList<>();
        CandleFold fold = CandleFold.of(LONGEST);
        for (int hour = 0; hour < HOURS; hour++) {
            double price = hour % 2 == 0 ? CandleLimits.LARGEST_PRICE : CandleLimits.SMALLEST_PRICE;
            double volume = hour % 3 == 0 ? Double.MIN_VALUE : CandleLimits.LARGEST_VOLUME;
            Candle candle = new Candle(LONGEST, first.plus(Duration.ofHours(hour)), price, price, price, price, volume,
                    0);
            candles.add(of(candle));
            fold.add(candle, collecting(rows));
        }
        write("h1_data", candles);
        write("indicators", rows);
        assertThat(context.errants).isEmpty();
        assertThat(TestDatabase.rows(database, "SELECT last_id FROM h1_data")).hasSize(HOURS);
        assertThat(TestDatabase.rows(database, "SELECT last_id FROM indicators WHERE closed"))
                .hasSizeGreaterThan(HOURS);
        for (String view : List.of("h2_data", "h4_data", "h12_data", "d1_data", "d3_data", "w1_data", "m1_data")) {
            assertThat(TestDatabase.rows(database, "SELECT last_id FROM " + view)).as(view).isNotEmpty();
        }
    }

    private void write(String table, List<SinkRecord> records) {
        UpsertSinkTask task = new UpsertSinkTask();
        task.initialize(context);
        task.start(Map.of(UpsertConfig.URL, database.url(), UpsertConfig.USER, database.user(), UpsertConfig.PASSWORD,
                database.password(), UpsertConfig.TABLE, table));
        task.put(records);
        task.stop();
    }

    private static SinkRecord of(Candle candle) {
        Struct struct = Records.candleStruct(candle.openTime(), 1, 0).put("asset", LONGEST.asset())
                .put("open", candle.open()).put("high", candle.high()).put("low", candle.low())
                .put("close", candle.close()).put("volume", candle.volume()).put("last_id", candle.lastId())
                .put("timestamp", Date.from(candle.openTime()));
        return Records.of(Records.CANDLE, struct);
    }

    private static FoldOutput collecting(List<SinkRecord> rows) {
        return new FoldOutput() {
            @Override
            public void indicators(IndicatorRow row) {
                Struct struct = new Struct(INDICATORS).put("last_id", row.lastId())
                        .put("timeframe", row.timeframe().code()).put("closed", row.closed())
                        .put("revision", row.revision());
                for (IndicatorColumn column : IndicatorColumn.values()) {
                    if (row.has(column)) {
                        Object value = column.isInteger()
                                ? (Object) (int) row.value(column)
                                : (Object) row.value(column);
                        struct.put(column.column(), value);
                    }
                }
                rows.add(Records.of(INDICATORS, struct));
            }

            @Override
            public void rollup(RollupRow row) {
                assertThat(row.volume()).isFinite();
            }
        };
    }

    private static Schema indicators() {
        SchemaBuilder schema = SchemaBuilder.struct().name("Indicators").field("last_id", Schema.INT64_SCHEMA)
                .field("timeframe", Schema.STRING_SCHEMA).field("closed", Schema.BOOLEAN_SCHEMA)
                .field("revision", Schema.INT32_SCHEMA);
        for (IndicatorColumn column : IndicatorColumn.values()) {
            schema.field(column.column(),
                    column.isInteger() ? Schema.OPTIONAL_INT32_SCHEMA : Schema.OPTIONAL_FLOAT64_SCHEMA);
        }
        return schema.build();
    }
}
