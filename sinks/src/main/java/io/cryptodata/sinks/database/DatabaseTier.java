package io.cryptodata.sinks.database;

import java.util.List;

/// The kinds of PostgreSQL that the tables fit. Names and columns are the same in each; what differs is how the longer
/// timeframes are kept. A new tier is a constant here and a folder of migrations.
public enum DatabaseTier {
    /// Plain PostgreSQL: tables and plain views. Fits every PostgreSQL, so it is also what an unknown one gets.
    PLAIN("plain PostgreSQL", "db/tier/plain", List.of("VACUUM (ANALYZE) candle_calendar"));

    private static final String COMMON_FOLDER = "db/migration";

    private final String label;
    private final String folder;
    private final List<String> afterwards;

    DatabaseTier(String label, String folder, List<String> afterwards) {
        this.label = label;
        this.folder = folder;
        this.afterwards = afterwards;
    }

    /// What people call it.
    public String label() {
        return label;
    }

    /// Folders on the class path that hold this tier's migrations.
    List<String> folders() {
        return List.of(COMMON_FOLDER, folder);
    }

    /// Statements that make a freshly migrated database fast and cannot be part of a transaction.
    List<String> afterwards() {
        return afterwards;
    }
}
