package io.cryptodata.allinone.cli.sql;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Takes a result row by row and writes it; never holds all of it.
interface ResultWriter {

    /// Called once, before any row.
    void start(List<Column> columns);

    /// One row: the text of each cell, null for SQL's null.
    void row(List<@Nullable String> cells);

    /// Called once, after the last row.
    void finish();

    /// A column of the result.
    ///
    /// @param name as the server names it
    /// @param numeric whether its values are numbers, which people compare right-aligned
    record Column(String name, boolean numeric) {}
}
