package io.cryptodata.allinone.cli.output;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Writes rows as they come; never holds all of them.
public interface RowWriter {

    /// Called once, before any row.
    void start(List<Column> columns);

    /// One row: the text of each cell, null for SQL's null.
    void row(List<@Nullable String> cells);

    /// Called once, after the last row.
    void finish();

    /// A column of the result.
    ///
    /// @param numeric whether its values are numbers, which are aligned to the right
    record Column(String name, boolean numeric) {}
}
