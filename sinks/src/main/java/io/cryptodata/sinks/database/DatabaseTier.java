package io.cryptodata.sinks.database;

import java.util.List;

/// The variants of PostgreSQL that the migrations support. Names and columns are the same in each; the implementation of
/// the longer timeframes differs. A new tier is a constant here and a folder of migrations.
public enum DatabaseTier {
    /// Plain PostgreSQL: tables and plain views. Runs on every PostgreSQL, so it is also the tier of an unrecognized one.
    PLAIN("plain PostgreSQL", "db/tier/plain", List.of("VACUUM (ANALYZE) candle_calendar"));

    private static final String COMMON_FOLDER = "db/migration";

    private final String label;
    private final String folder;
    private final List<String> maintenance;

    DatabaseTier(String label, String folder, List<String> maintenance) {
        this.label = label;
        this.folder = folder;
        this.maintenance = maintenance;
    }

    /// Name for people.
    public String label() {
        return label;
    }

    /// Folders on the class path with this tier's migrations.
    List<String> folders() {
        return List.of(COMMON_FOLDER, folder);
    }

    /// Statements to run after migrations were applied, outside of a transaction.
    List<String> maintenance() {
        return maintenance;
    }
}
