package io.cryptodata.api.operator;

import io.cryptodata.api.database.Database;
import io.cryptodata.api.database.DatabaseLogin;
import io.cryptodata.api.database.ReadTransactions;
import io.cryptodata.api.failure.QueryException;
import io.cryptodata.api.http.ProblemException;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes the operators' tables, with a login that may write these two alone. Debezium passes their rows on.
final class OverrideTables {
    private static final String ASSET = "[^\\s/:]+/[^\\s/:]+(:[^\\s/:]+)?";
    private static final String BASE = "[^\\s/:]+";
    private static final String FLAG = "[a-z][a-z0-9_]{0,40}";
    private static final String REFUSED = "42501";
    private static final int NAMED = 10;
    private static final String EXCLUDE = "exclude";

    private final Optional<DatabaseLogin> login;
    private final Listings listings;

    /// What venues list.
    interface Listings {
        /// Assets of a venue that have this base, at most so many.
        List<String> assetsOf(String exchange, String base, int limit) throws SQLException;

        /// Whether any venue lists a market of this base.
        boolean hasBase(String base) throws SQLException;
    }

    /// @param login empty if none is configured
    OverrideTables(Optional<DatabaseLogin> login, Listings listings) {
        this.login = login;
        this.listings = listings;
    }

    /// @param track whether to track the market, or not to
    /// @param unlistedToo whether the venue need not list it
    /// @return what was done
    String declare(String exchange, String asset, boolean track, @Nullable String note, boolean unlistedToo) {
        requireForm("asset", asset, ASSET, "a market like BTC/USDT or BTC/USDT:USDT");
        boolean isListed = isListed(exchange, asset);
        if (!isListed && !unlistedToo) {
            throw ProblemException.notFound(exchange + " does not list " + asset + sameBase(exchange, asset)
                    + "; unlisted: true declares it nevertheless").about("asset");
        }
        write("""
                INSERT INTO asset_declaration (asset, exchange, track, note) VALUES (?, ?, ?, ?)
                ON CONFLICT (asset, exchange) DO UPDATE SET track = excluded.track, note = excluded.note,
                    declared_at = now()""", asset, exchange, track, note);
        return exchange + ":" + asset + (track ? " is tracked" : " is not tracked")
                + " from the next plan on, within seconds"
                + (isListed ? "" : "; the venue does not list it");
    }

    /// @return what was done
    /// @throws ProblemException if there is no such row
    String undeclare(String exchange, String asset) {
        if (write("DELETE FROM asset_declaration WHERE asset = ? AND exchange = ?", asset, exchange) == 0) {
            throw ProblemException.notFound("there is no declaration of " + exchange + ":" + asset);
        }
        return "the rules decide about " + exchange + ":" + asset + " again";
    }

    /// @return what was done
    String setFlag(String base, String flag, boolean value, @Nullable String note) {
        requireForm("base", base, BASE, "a base currency like BTC");
        requireForm("flag", flag, FLAG, "a name in lower case like " + EXCLUDE);
        if (!listed(() -> listings.hasBase(base))) {
            throw ProblemException.notFound("no venue lists a market of the base '" + base + "'").about("base");
        }
        write("""
                INSERT INTO flags (base, flag, value, note) VALUES (?, ?, ?, ?)
                ON CONFLICT (base, flag) DO UPDATE SET value = excluded.value, note = excluded.note, set_at = now()""",
                base, flag, value, note);
        return "flag " + flag + " of " + base + " is " + value + (flag.equals(EXCLUDE) ? "" : "; no rule reads it");
    }

    /// @return what was done
    /// @throws ProblemException if there is no such row
    String removeFlag(String base, String flag) {
        if (write("DELETE FROM flags WHERE base = ? AND flag = ?", base, flag) == 0) {
            throw ProblemException.notFound("there is no flag " + flag + " of " + base);
        }
        return "flag " + flag + " of " + base + " is removed";
    }

    private boolean isListed(String exchange, String asset) {
        return listed(() -> listings.assetsOf(exchange, baseOf(asset), Integer.MAX_VALUE)).contains(asset);
    }

    private String sameBase(String exchange, String asset) {
        List<String> same = listed(() -> listings.assetsOf(exchange, baseOf(asset), NAMED));
        return same.isEmpty() ? ", nor any market of " + baseOf(asset) : "; it lists " + String.join(", ", same);
    }

    private static String baseOf(String asset) {
        return asset.substring(0, asset.indexOf('/'));
    }

    private static void requireForm(String name, String value, String form, String expected) {
        if (!value.matches(form)) {
            throw ProblemException.ofParameter(name, name + " must be " + expected + ", but was '" + value + "'");
        }
    }

    private interface Query<T> {
        T run() throws SQLException;
    }

    private static <T> T listed(Query<T> query) {
        try {
            return query.run();
        } catch (SQLException e) {
            throw new QueryException(QueryException.Kind.UNAVAILABLE, "the database does not respond", e);
        }
    }

    /// @return how many rows it changed
    private int write(String statement, @Nullable Object... values) {
        DatabaseLogin now = login.orElseThrow(() -> new ProblemException(403, "operating is disabled",
                "no login for the operators' tables is configured: set API_OPERATOR_DATABASE_USER and its password"));
        try (Connection connection = Database.connect(now.urlWithLogin());
                PreparedStatement prepared = connection.prepareStatement(statement)) {
            prepared.setQueryTimeout(10);
            for (int i = 0; i < values.length; i++) {
                prepared.setObject(i + 1, values[i]);
            }
            return prepared.executeUpdate();
        } catch (SQLException e) {
            throw REFUSED.equals(e.getSQLState())
                    ? new ProblemException(403, "operating is disabled", "the login " + now.user()
                            + " may not write the operators' tables: set API_OPERATOR_DATABASE_USER to one that may")
                    : new QueryException(QueryException.Kind.UNAVAILABLE, "the database does not take the row", e);
        }
    }

    /// Listings from the table that the sinks fill.
    ///
    /// @param connections of a role that reads
    record StoredListings(ReadTransactions.Connections connections) implements Listings {
        @Override
        public List<String> assetsOf(String exchange, String base, int limit) throws SQLException {
            try (Connection connection = connections.open();
                    PreparedStatement query = connection.prepareStatement(
                            "SELECT asset FROM asset_listing WHERE exchange = ? AND base = ? ORDER BY asset LIMIT ?")) {
                query.setString(1, exchange);
                query.setString(2, base);
                query.setInt(3, limit);
                List<String> assets = new ArrayList<>();
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        assets.add(rows.getString(1));
                    }
                }
                return assets;
            }
        }

        @Override
        public boolean hasBase(String base) throws SQLException {
            try (Connection connection = connections.open();
                    PreparedStatement query = connection
                            .prepareStatement("SELECT EXISTS (SELECT FROM asset_listing WHERE base = ?)")) {
                query.setString(1, base);
                try (ResultSet rows = query.executeQuery()) {
                    return rows.next() && rows.getBoolean(1);
                }
            }
        }
    }
}
