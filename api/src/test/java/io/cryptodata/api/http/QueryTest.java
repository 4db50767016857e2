package io.cryptodata.api.http;

import io.helidon.common.uri.UriQuery;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class QueryTest {
    private enum Kind {
        SPOT, LINEAR
    }

    @Test
    void reads_values_of_every_form() {
        Query query = of("market=binance%3ABTC%2FUSDT&limit=5&from=2026-03-01&to=2026-03-01T12:00:00Z&tracked=true"
                + "&kind=spot&tf=1h&tf=4h&empty=", "market", "limit", "from", "to", "tracked", "kind", "tf", "empty");
        assertThat(query.required("market", "a market")).isEqualTo("binance:BTC/USDT");
        assertThat(query.integer("limit", 1, 1, 10)).isEqualTo(5);
        assertThat(query.time("from")).contains(Instant.parse("2026-03-01T00:00:00Z"));
        assertThat(query.time("to")).contains(Instant.parse("2026-03-01T12:00:00Z"));
        assertThat(query.truth("tracked")).contains(true);
        assertThat(query.constant("kind", Kind.class)).contains(Kind.SPOT);
        assertThat(query.all("tf")).containsExactly("1h", "4h");
        assertThat(query.text("empty")).isEmpty();
    }

    @Test
    void names_what_is_wrong_and_what_is_accepted() {
        refused(() -> of("x=1", "a", "b"), "x", "there is no parameter 'x': this route has a, b");
        refused(() -> of("a=1&a=2", "a").text("a"), "a", "a is given 2 times, but used once");
        refused(() -> of("", "a").required("a", "a number"), "a", "a is missing: it must be a number");
        refused(() -> of("a=11", "a").integer("a", 1, 1, 10), "a",
                "a must be a whole number between 1 and 10, but was '11'");
        refused(() -> of("a=yesterday", "a").time("a"), "a",
                "a must be a time like 2026-03-01T00:00:00Z or 2026-03-01, but was 'yesterday'");
        refused(() -> of("a=yes", "a").truth("a"), "a", "a must be one of true, false, but was 'yes'");
        refused(() -> of("a=x", "a").constant("a", Kind.class), "a", "a must be one of spot, linear, but was 'x'");
    }

    private static void refused(ThrowingCallable reading, String parameter, String message) {
        assertThatThrownBy(reading).isInstanceOf(ProblemException.class).hasMessage(message)
                .satisfies(problem -> assertThat(((ProblemException) problem).parameter()).isEqualTo(parameter))
                .satisfies(problem -> assertThat(((ProblemException) problem).status()).isEqualTo(400));
    }

    private static Query of(String text, String... known) {
        return Query.of(UriQuery.create(text), known);
    }
}
