package io.cryptodata.sinks.database;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/// Every SQL query of the dashboards, as Grafana sends it, on every tier.
@ParameterizedClass
@MethodSource("io.cryptodata.sinks.database.TestTier#present")
class DashboardQueriesTest {
    private static final Path DASHBOARDS = Path.of("../infra/grafana/dashboards");
    private static final Path WORLD = Path.of("src/test/resources/db/documented/world.sql");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static DatabaseAccess database = TestDatabase.server();

    private final TestTier tier;

    DashboardQueriesTest(TestTier tier) {
        this.tier = tier;
    }

    private record Query(String panel, String sql) {}

    @BeforeParameterizedClassInvocation
    static void a_small_world(TestTier tier) throws IOException {
        database = tier.migrated();
        TestDatabase.execute(database, Files.readString(WORLD));
        TestDatabase.execute(database,
                """
                        INSERT INTO logs (process, started_at, finished_at, outcome, counts, detail)
                        SELECT process, now() - n * interval '1 hour', now() - n * interval '1 hour' + interval '3 seconds',
                               outcome, '{"candles": 12, "rows_published": 2000}', 'a reason'
                        FROM (VALUES ('candles.binance', 'OK'), ('coingecko', 'PARTIAL'), ('listing.okx', 'FAILED')) p (process, outcome),
                             generate_series(1, 5) n""");
    }

    @Test
    void every_query_runs_and_those_of_runs_sizes_and_sessions_have_rows() throws IOException {
        List<Query> queries = queries();
        assertThat(queries).hasSizeGreaterThan(10);
        for (Query query : queries) {
            assertThatCode(() -> TestDatabase.rows(database, query.sql)).as("%s on %s", query.panel, tier)
                    .doesNotThrowAnyException();
        }
        assertThat(queries).filteredOn(query -> query.sql.contains("logs") || query.sql.contains("pg_"))
                .hasSizeGreaterThan(8)
                .allSatisfy(query -> assertThat(TestDatabase.rows(database, query.sql)).as(query.panel).isNotEmpty());
    }

    private static List<Query> queries() throws IOException {
        List<Query> queries = new ArrayList<>();
        try (Stream<Path> files = Files.list(DASHBOARDS)) {
            for (Path file : files.sorted().toList()) {
                JsonNode dashboard = JSON.readTree(file.toFile());
                dashboard.path("panels").forEach(panel -> panel.path("targets").valueStream()
                        .map(target -> target.path("rawSql").asText("")).filter(sql -> !sql.isEmpty())
                        .forEach(sql -> queries.add(new Query(panel.path("title").asText(), expanded(sql)))));
                dashboard.at("/templating/list").valueStream().map(variable -> variable.path("query"))
                        .filter(JsonNode::isTextual)
                        .forEach(query -> queries.add(new Query("variable", query.textValue())));
            }
        }
        return queries;
    }

    /// The macro and the variables of a query as Grafana replaces them.
    private static String expanded(String sql) {
        return sql.replaceAll("\\$__timeFilter\\((\\w+)\\)", "$1 BETWEEN now() - interval '7 days' AND now()")
                .replace("$task", "'candles.binance', 'coingecko', 'listing.okx'")
                .replace("$exchange", "'binance', 'bybit'");
    }
}
