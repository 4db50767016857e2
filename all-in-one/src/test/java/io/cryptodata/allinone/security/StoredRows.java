package io.cryptodata.allinone.security;

import io.cryptodata.allinone.interop.Servers;
import io.cryptodata.service.instance.DatabaseRole;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The rows that the product has stored, as readers see them.
record StoredRows(Servers servers) {
    private static final List<String> TABLES = List.of("h1_data", "h4_data", "indicators", "cg_data", "asset_listing",
            "universe", "completeness", "logs");

    /// The number of rows by table.
    Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        try (Connection connection = servers.database(DatabaseRole.READER).connect();
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                counts.put(table, count(statement, "SELECT count(*) FROM " + table));
            }
            counts.put("excluded by a flag", count(statement,
                    "SELECT count(*) FROM universe WHERE asset LIKE 'DOGE/%' AND NOT tracked"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return counts;
    }

    private static long count(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    /// As the owner.
    void execute(String sql) throws SQLException {
        try (Connection connection = servers.database(DatabaseRole.OWNER).connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
