package io.cryptodata.sinks.cleanup;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.market.LastId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

class ReplacedRowsTest {
    private static final int DAY = 24;

    @ParameterizedTest
    @CsvSource({
            "1d, 2024-02-28T22:00:00Z, 2024-02-28T23:00:00Z, true",
            "1d, 2024-02-28T23:00:00Z, 2024-02-29T00:00:00Z, false",
            "1m, 2024-02-28T23:00:00Z, 2024-02-29T00:00:00Z, true",
            "1m, 2023-02-28T23:00:00Z, 2023-03-01T00:00:00Z, false",
            "1m, 2024-02-01T00:00:00Z, 2024-02-29T23:00:00Z, true",
            "1w, 2024-12-30T00:00:00Z, 2025-01-05T23:00:00Z, true",
            "1w, 2025-01-05T23:00:00Z, 2025-01-06T00:00:00Z, false",
            "3d, 2000-01-03T00:00:00Z, 2000-01-05T23:00:00Z, true",
            "3d, 2000-01-05T23:00:00Z, 2000-01-06T00:00:00Z, false",
            "1h, 2024-02-28T22:00:00Z, 2024-02-28T23:00:00Z, false"})
    void a_row_is_replaced_by_a_later_one_of_its_bucket_only(String timeframe, Instant hour, Instant later,
            boolean replaced) {
        ReplacedRows rows = new ReplacedRows();
        assertThat(rows.isReplaced(row(7, later, timeframe))).isFalse();
        assertThat(rows.isReplaced(row(8, hour, timeframe))).as("of another market").isFalse();
        assertThat(rows.isReplaced(row(7, hour, timeframe))).isEqualTo(replaced);
    }

    @Test
    void agrees_with_the_reference_over_months_with_holes() {
        for (int run = 0; run < 30; run++) {
            long seed = System.nanoTime();
            System.out.println("replaced rows: seed " + seed);
            List<IndicatorTable.Key> rows = randomRows(new Random(seed));
            Set<IndicatorTable.Key> kept = new HashSet<>(rows);
            ReplacedRows replacedRows = new ReplacedRows();
            rows.stream().sorted(Comparator.comparingLong(IndicatorTable.Key::lastId).reversed())
                    .filter(replacedRows::isReplaced).forEach(kept::remove);
            assertThat(kept).as("seed " + seed).isEqualTo(IndicatorRows.remaining(rows));
        }
    }

    /// Several markets that start, end and pause at different times; an earlier cleanup has deleted some of the rows.
    static List<IndicatorTable.Key> randomRows(Random random) {
        long start = Timeframe.epochHourOf(Instant.parse("2023-11-01T00:00:00Z")) + random.nextInt(400 * DAY);
        List<IndicatorTable.Key> rows = new ArrayList<>();
        for (int market = 0; market < 5; market++) {
            long hash = random.nextLong() >>> 21;
            TreeSet<Long> hours = new TreeSet<>();
            long first = start + random.nextInt(30 * DAY);
            double density = random.nextInt(4) == 0 ? 0.05 : 0.95;
            for (long hour = first; hour < first + random.nextInt(60 * DAY); hour++) {
                if (random.nextDouble() < density) {
                    hours.add(hour);
                }
            }
            rows.addAll(IndicatorRows.of(hash, hours));
        }
        Set<IndicatorTable.Key> remaining = IndicatorRows.remaining(rows);
        return rows.stream().filter(row -> remaining.contains(row) || random.nextInt(10) > 0)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static IndicatorTable.Key row(long market, Instant hour, String timeframe) {
        return new IndicatorTable.Key(LastId.of(market, Timeframe.epochHourOf(hour)), Timeframe.ofCode(timeframe));
    }
}
