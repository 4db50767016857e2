package io.cryptodata.api.graphql;

import java.time.Duration;

/// What one GraphQL request may take. A query is refused before it reads anything.
///
/// The cost of a field of `Query` is [#perQuery()] and, for a listing, its `limit` times the number of selected fields of
/// a row; every other field, those of introspection included, costs one.
///
/// @param characters of the query
/// @param tokens of the query: names, punctuation and values
/// @param depth of nested fields
/// @param cost of all fields
/// @param duration after which no further field of `Query` is read
public record QueryLimits(int characters, int tokens, int depth, int cost, int perQuery, Duration duration) {
    /// Nine small fields of `Query`, or one with a whole page of every column.
    public static QueryLimits standard() {
        return new QueryLimits(10_000, 2_000, 15, 200_000, 20_000, Duration.ofSeconds(20));
    }
}
