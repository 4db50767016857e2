package io.cryptodata.sinks.connect;

/// A column that records can fill.
///
/// @param type the type as PostgreSQL writes it
/// @param required true if a row must bring a value: the column allows no null and has no default
/// @param nullable true if a row may bring null
record TargetColumn(String name, String type, ColumnKind kind, boolean required, boolean nullable) {
    String quoted() {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
