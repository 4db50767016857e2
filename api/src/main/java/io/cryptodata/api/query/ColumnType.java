package io.cryptodata.api.query;

/// What the cells of a column are; null is allowed everywhere.
public enum ColumnType {
    /// [String]
    TEXT,
    /// [java.time.Instant]
    TIME,
    /// [java.time.LocalDate], a day in UTC
    DAY,
    /// [Double]
    NUMBER,
    /// [Long]
    INTEGER,
    /// [Long] of up to 63 bits: text in JSON, because JavaScript reads no integer beyond 53 bits exactly
    ID,
    /// [Boolean]
    FLAG,
    /// [java.util.Map] from names to numbers
    COUNTS,
    /// [java.util.Map] from the names of the column's fields to their values
    OBJECT,
    /// [java.util.List] of such maps
    OBJECTS
}
