package io.cryptodata.sinks.projection;

import java.util.List;

import static java.util.stream.Collectors.joining;

/// A table of the database, and the temporary table with the rows that it should have.
///
/// @param key names of the columns that identify a row
/// @param stored its columns
record Relation(String table, String staged, List<String> key, List<StagedColumn> stored) {
    Relation {
        key = List.copyOf(key);
        stored = List.copyOf(stored);
    }

    /// The columns that are not part of the key.
    List<StagedColumn> others() {
        return stored.stream().filter(column -> !key.contains(column.name())).toList();
    }

    String equal(String left, String right) {
        return equal(key, left, right);
    }

    /// The condition that two rows have the same key. The time at which a version became known may be null.
    static String equal(List<String> key, String left, String right) {
        return key.stream().map(column -> {
            String form = column.equals(StagedTable.KNOWN_AT)
                    ? "coalesce(%2$s.%1$s, '-infinity') = coalesce(%3$s.%1$s, '-infinity')"
                    : "%2$s.%1$s = %3$s.%1$s";
            return form.formatted(StagedTable.quoted(column), left, right);
        }).collect(joining(" AND "));
    }
}
