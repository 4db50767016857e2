package io.cryptodata.api.query;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// Rows of a listing.
///
/// @param facts what is common to all rows, by name
/// @param rows their cells in the order of the columns
/// @param next where the next page starts; null if this is the last one
public record RowPage(Map<String, @Nullable Object> facts, List<Column> columns, List<@Nullable Object[]> rows,
        @Nullable String next) {}
