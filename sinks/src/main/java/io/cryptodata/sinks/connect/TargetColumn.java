package io.cryptodata.sinks.connect;

/// A column that the sink can write.
///
/// @param type the type as PostgreSQL writes it
/// @param required whether every row needs a value: the column is not nullable and has no default
/// @param nullable whether a row may have null
record TargetColumn(String name, String type, ColumnKind kind, boolean required, boolean nullable) {
    String quoted() {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
