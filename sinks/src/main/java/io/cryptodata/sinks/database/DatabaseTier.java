package io.cryptodata.sinks.database;

import java.util.List;
import java.util.stream.Stream;

/// The variants of PostgreSQL that the migrations support. Names, columns and contents are the same in each; how the
/// tables are stored, and how the longer timeframes are made, differs.
public enum DatabaseTier {
    /// TimescaleDB under its own licence: hypertables, and continuous aggregates for the longer timeframes.
    COMMUNITY("TimescaleDB Community", List.of(Folder.HYPERTABLES, Folder.AGGREGATES), List.of()),
    /// TimescaleDB's Apache edition: hypertables; the longer timeframes as on plain PostgreSQL.
    APACHE("TimescaleDB Apache edition", List.of(Folder.HYPERTABLES, Folder.ROLLUPS), List.of(Folder.VACUUM)),
    /// Plain PostgreSQL: tables, with longer candles that triggers maintain.
    PLAIN("plain PostgreSQL", List.of(Folder.ROLLUPS), List.of(Folder.VACUUM));

    private final String label;
    private final List<String> folders;
    private final List<String> maintenance;

    DatabaseTier(String label, List<String> folders, List<String> maintenance) {
        this.label = label;
        this.folders = folders;
        this.maintenance = maintenance;
    }

    private static final class Folder {
        private static final String COMMON = "db/migration";
        private static final String HYPERTABLES = "db/tier/hypertables";
        private static final String AGGREGATES = "db/tier/aggregates";
        private static final String ROLLUPS = "db/tier/rollups";
        private static final String VACUUM = "VACUUM (ANALYZE) candle_calendar";
    }

    /// Name for people.
    public String label() {
        return label;
    }

    /// Folders on the class path with this tier's migrations.
    List<String> folders() {
        return Stream.concat(Stream.of(Folder.COMMON), folders.stream()).toList();
    }

    /// Statements to run after migrations were applied, outside of a transaction.
    List<String> maintenance() {
        return maintenance;
    }
}
