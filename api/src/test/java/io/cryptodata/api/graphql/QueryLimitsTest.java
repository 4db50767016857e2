package io.cryptodata.api.graphql;

import io.cryptodata.api.database.ReadTransactions;
import io.cryptodata.api.query.Reader;
import io.cryptodata.api.rest.ReadModels;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;

/// A query within the limits reaches the database; any other is refused before.
class QueryLimitsTest {
    private static final String FIELDS = " asset base close exchange kind market newest present quote rank reason state status tracked ";
    private static final String ROWS = "markets {" + FIELDS + "}";

    private final AtomicInteger opened = new AtomicInteger();
    private final ReadTransactions database = new ReadTransactions(() -> {
        opened.incrementAndGet();
        throw new SQLException("none", "08001");
    });
    private final ReadGraph graph = new ReadGraph(ReadModels.all(), new Reader(database, database),
            QueryLimits.standard());

    @ParameterizedTest
    @ValueSource(strings = {"{ a: markets(limit: 5000) { " + ROWS + " } }",
            "{ a: markets(limit: 5000) { ...P } } fragment P on MarketsPage { " + ROWS + " }",
            "{ a: markets(limit: 5000) { ...P ...P " + ROWS + " } } fragment P on MarketsPage { " + ROWS + " }",
            "query($n: Int) { a: markets(limit: $n) { " + ROWS + " } b: markets(limit: 1) { " + ROWS + " } }",
            "{ a: markets { next } b: markets { next } c: markets { next } d: markets { next } e: markets { next } }"})
    void a_query_within_the_limits_is_read(String query) {
        execute(query);
        assertThat(opened).hasPositiveValue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "{ a: markets(limit: 5000) { " + ROWS + " } b: markets(limit: 5000) { " + ROWS
                    + " } c: markets(limit: 5000) { " + ROWS + " } }",
            "{ a: markets(limit: 5000) { ...P } b: markets(limit: 5000) { ...P } c: markets(limit: 5000) { ...P } } fragment P on MarketsPage { "
                    + ROWS + " }",
            "{ a: markets(limit: 5000) { markets { ...R } } b: markets(limit: 5000) { markets { ...R } } c: markets(limit: 5000) { markets { ...R } } } fragment R on MarketsRow {"
                    + FIELDS + "}",
            "query($n: Int) { a: markets(limit: $n) { ...P } b: markets(limit: $n) { ...P } c: markets(limit: $n) { ...P } } fragment P on MarketsPage { "
                    + ROWS + " }",
            "{ a: markets { next } b: markets { next } c: markets { next } d: markets { next } e: markets { next } f: markets { next }"
                    + " g: markets { next } h: markets { next } i: markets { next } j: markets { next } k: markets { next } }"})
    void a_query_that_costs_too_much_is_refused_whatever_its_fragments_hide(String query) {
        assertThat(execute(query)).contains("costs", "at most 200,000");
        assertThat(opened).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "{ __schema { types { ofType { ofType { ofType { ofType { ofType { ofType { ofType { ofType { ofType { ofType { ofType { ofType { ofType { name } } } } } } } } } } } } } } } }",
            "{ __schema { types { ...F } queryType { ofType { ofType { ofType { ofType { ofType { ofType { ofType { ofType { ...F } } } } } } } } } } }"
                    + " fragment F on __Type { ofType { ofType { ofType { ofType { ofType { name } } } } } }"})
    void a_query_that_is_too_deep_is_refused_whatever_its_fragments_hide(String query) {
        assertThat(execute(query)).contains("levels", "at most 15");
    }

    private String execute(String query) {
        return graph.execute(query, null, Map.of("n", 5000)).toString();
    }
}
