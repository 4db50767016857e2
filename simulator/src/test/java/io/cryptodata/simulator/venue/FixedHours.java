package io.cryptodata.simulator.venue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.CandleSource.ListedMarket;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/// A dialect with [FixedMarketData] until 10:20, for tests of its responses.
///
/// @param data its markets and hours
public record FixedHours(Dialect dialect, MarketData data) {
    /// the hour in progress
    public static final Instant TEN = Instant.parse("2024-03-02T10:00:00Z");

    public static FixedHours of(Dialect dialect, Duration history, String... assets) {
        return new FixedHours(dialect, new FixedMarketData(dialect, Arrays.stream(assets)
                .map(asset -> new ListedMarket(new Market(dialect.exchange(), asset), true)).toList(),
                TEN.minus(history), TEN.plus(Duration.ofMinutes(20))));
    }

    public VenueResponse respond(String pathAndQuery) {
        int query = pathAndQuery.indexOf('?');
        return dialect.respond(query < 0
                ? VenueRequest.of(pathAndQuery, null)
                : VenueRequest.of(pathAndQuery.substring(0, query), pathAndQuery.substring(query + 1)), data);
    }

    /// The body, which must be JSON.
    public JsonNode json(String pathAndQuery) {
        String body = respond(pathAndQuery).body();
        try {
            return new ObjectMapper().readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError(body, e);
        }
    }
}
