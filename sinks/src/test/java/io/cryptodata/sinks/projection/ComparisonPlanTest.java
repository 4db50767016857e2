package io.cryptodata.sinks.projection;

import io.cryptodata.sinks.database.TestDatabase;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/// What a comparison reads when some of many rows are missing, as after the restore of an older backup.
class ComparisonPlanTest {
    private static final Pattern LOOPS = Pattern.compile("loops=(\\d+)");

    @Test
    void replaced_rows_are_found_without_reading_the_buckets_again_for_each_row() throws SQLException {
        try (Connection connection = TestDatabase.empty().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                            CREATE TEMP TABLE newest AS
                            SELECT 'okx' AS exchange, 'M' || market AS asset, timeframe, market * 100000::bigint + hour AS last_id,
                                   timestamptz '2024-01-01 00:00+00' + hour / 4 * interval '4 hours' AS "timestamp"
                            FROM generate_series(1, 10) AS market, generate_series(0, 399) AS hour, unnest('{1h,4h}'::text[]) AS timeframe;
                            CREATE TEMP TABLE difference AS
                            SELECT 'missing' AS kind, last_id, timeframe FROM newest WHERE last_id % 100 < 4;
                            ANALYZE newest;
                            ANALYZE difference""");
            StringBuilder plan = new StringBuilder();
            try (ResultSet lines = statement
                    .executeQuery("EXPLAIN (ANALYZE, TIMING OFF) " + Comparison.REMOVE_REPLACED)) {
                while (lines.next()) {
                    plan.append(lines.getString(1)).append('\n');
                }
            }
            assertThat(LOOPS.matcher(plan).results().mapToInt(loops -> Integer.parseInt(loops.group(1))).max())
                    .as(plan.toString()).hasValue(1);
            try (ResultSet left = statement
                    .executeQuery("SELECT timeframe, count(*) FROM difference GROUP BY 1 ORDER BY 1")) {
                left.next();
                assertThat(left.getInt(2)).as("hours").isEqualTo(160);
                left.next();
                assertThat(left.getInt(2)).as("the last rows of buckets of four hours").isEqualTo(40);
            }
        }
    }
}
