package io.cryptodata.sinks.connect;

import io.cryptodata.domain.market.LastId;
import io.cryptodata.domain.market.Market;
import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.database.TestDatabase;
import io.cryptodata.sinks.database.TestTier;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Random;

import static io.cryptodata.sinks.connect.Records.NOON;
import static java.time.temporal.ChronoUnit.HOURS;
import static org.assertj.core.api.Assertions.assertThat;

@ParameterizedClass
@MethodSource("io.cryptodata.sinks.database.TestTier#present")
class StoredRowsTest {
    private static final Instant APPENDED = Instant.parse("2024-08-01T00:00:00.250Z");
    private static final List<Market> MARKETS = List.of(Records.BITCOIN, new Market("okx", "BTC/USDT"),
            new Market("binance", "O'B\\\"{,}/USDT"));
    private static DatabaseAccess database = TestDatabase.server();

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final Connection connection;
    private final TargetTable table;
    private final RowMapper mapper;

    StoredRowsTest(TestTier tier) throws SQLException {
        connection = database.connect();
        connection.setAutoCommit(false);
        table = TargetTable.read(connection, "h1_data", List.of(), "", "h1_versions");
        mapper = new RowMapper(table);
    }

    @BeforeParameterizedClassInvocation
    static void tables(TestTier tier) {
        database = tier.migrated();
    }

    @BeforeEach
    void no_hours() {
        TestDatabase.execute(database, "TRUNCATE h1_data");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void only_equal_rows_that_were_known_as_early_are_stored() throws SQLException {
        List<Row> stored = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        List<Row> missing = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            Market market = MARKETS.get(i % MARKETS.size());
            Instant hour = NOON.plus(i < 1000 ? i : 37L * i, HOURS);
            Row row = row(market, hour, 10, 1, APPENDED);
            rows.add(row);
            switch (random.nextInt(8)) {
                case 0 -> missing.add(row);
                case 1 -> stored(stored, row(market, hour, 11, 1, APPENDED), missing, row);
                case 2 -> stored(stored, row(market, hour, 10, 2, APPENDED), missing, row);
                case 3 -> stored(stored, row(market, hour, 10, 1, APPENDED.plusMillis(1)), missing, row);
                case 4 -> stored(stored, row(market, hour, 10, 1), missing, row);
                case 5 -> stored.add(row(market, hour, 10, 1, APPENDED.minusMillis(1)));
                default -> stored.add(row);
            }
        }
        Collections.shuffle(rows, random);
        new Staging(connection, table).insert(table.columns(), stored);
        assertThat(new StoredRows(connection, table).missing(rows)).as("seed %d", seed)
                .containsExactlyInAnyOrderElementsOf(missing);
    }

    private static void stored(List<Row> stored, Row version, List<Row> missing, Row row) {
        stored.add(version);
        missing.add(row);
    }

    @Test
    void an_empty_table_has_nothing() throws SQLException {
        List<Row> rows = List.of(row(Records.BITCOIN, NOON, 10, 0, APPENDED));
        assertThat(new StoredRows(connection, table).missing(rows)).isEqualTo(rows);
    }

    @Test
    void a_row_whose_time_is_unknown_is_stored_whenever_the_stored_one_became_known() throws SQLException {
        new Staging(connection, table).insert(table.columns(), List.of(row(Records.BITCOIN, NOON, 10, 0, APPENDED),
                row(Records.BITCOIN, NOON.plus(1, HOURS), 10, 0)));
        assertThat(new StoredRows(connection, table).missing(List.of(row(Records.BITCOIN, NOON, 10, 0),
                row(Records.BITCOIN, NOON.plus(1, HOURS), 10, 0)))).isEmpty();
    }

    @Test
    void a_stored_time_with_microseconds_is_later_than_its_millisecond() throws SQLException {
        new Staging(connection, table).insert(table.columns(), List.of(row(Records.BITCOIN, NOON, 10, 0, APPENDED)));
        connection.createStatement().execute("UPDATE h1_data SET known_at = known_at + interval '1 microsecond'");
        List<Row> rows = List.of(row(Records.BITCOIN, NOON, 10, 0, APPENDED));
        assertThat(new StoredRows(connection, table).missing(rows)).isEqualTo(rows);
    }

    @Test
    void tables_whose_keys_are_no_ranges_are_not_read() throws SQLException {
        assertThat(StoredRows.canRead(table)).isTrue();
        assertThat(StoredRows.canRead(
                TargetTable.read(connection, "indicators", List.of(), "", "indicator_versions"))).isFalse();
    }

    private Row row(Market market, Instant hour, double price, int revision, Instant appended) {
        return mapper.rowOf(Records.of(Records.CANDLE, struct(market, hour, price, revision), appended));
    }

    /// A row whose time is unknown.
    private Row row(Market market, Instant hour, double price, int revision) {
        SinkRecord withoutTime = Records.of(Records.CANDLE, struct(market, hour, price, revision));
        return mapper.rowOf(withoutTime);
    }

    private static Struct struct(Market market, Instant hour, double price, int revision) {
        return Records.candleStruct(hour, price, revision).put("exchange", market.exchange())
                .put("asset", market.asset()).put("timestamp", Date.from(hour)).put("last_id", LastId.of(market, hour));
    }
}
