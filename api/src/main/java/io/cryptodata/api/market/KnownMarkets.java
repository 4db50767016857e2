package io.cryptodata.api.market;

import io.cryptodata.api.database.Session;
import io.cryptodata.api.database.Sql;
import io.cryptodata.api.failure.QueryException;
import io.cryptodata.domain.market.Market;
import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Which markets exist: those that are or were tracked, or have candles.
public final class KnownMarkets {
    private static final int NEAREST = 3;
    private static final String ALL = """
            SELECT exchange, asset FROM universe UNION SELECT exchange, asset FROM candle_markets
            UNION SELECT exchange, asset FROM completeness""";

    private KnownMarkets() {}

    /// A table expression with the exchange and asset of every market.
    static Sql all() {
        return Sql.of(ALL);
    }

    /// @throws QueryException naming similar markets, if there is no such market
    public static void require(Session session, Market market) throws SQLException {
        Boolean isKnown = session.first(Sql.of("""
                SELECT EXISTS (SELECT FROM candle_markets WHERE exchange = ? AND asset = ?)
                    OR EXISTS (SELECT FROM universe WHERE exchange = ? AND asset = ?)
                    OR EXISTS (SELECT FROM completeness WHERE exchange = ? AND asset = ?)""",
                market.exchange(), market.asset(), market.exchange(), market.asset(), market.exchange(),
                market.asset()), row -> row.getBoolean(1));
        if (!Boolean.TRUE.equals(isKnown)) {
            List<String> near = near(session, market.key());
            throw new QueryException(QueryException.Kind.NOT_FOUND, "there is no market " + market.key()
                    + (near.isEmpty() ? "" : "; similar ones: " + String.join(", ", near)));
        }
    }

    /// End (exclusive) of the newest hour of a market; null if it has no candle.
    static @Nullable Instant end(Session session, Market market) throws SQLException {
        Instant newest = session.first(Sql.of("SELECT newest FROM candle_markets WHERE exchange = ? AND asset = ?",
                market.exchange(), market.asset()), row -> Session.time(row, "newest"));
        return newest == null ? null : newest.plus(Duration.ofHours(1));
    }

    private static List<String> near(Session session, String key) throws SQLException {
        String wanted = key.toUpperCase(Locale.ROOT);
        return session.list(all().add("LIMIT 100000"), row -> row.getString(1) + ":" + row.getString(2)).stream()
                .map(each -> new Similar(each, distance(wanted, each.toUpperCase(Locale.ROOT))))
                .filter(each -> each.distance() <= Math.max(3, key.length() / 3))
                .sorted(Comparator.comparingInt(Similar::distance).thenComparing(Similar::key)).limit(NEAREST)
                .map(Similar::key).collect(Collectors.toList());
    }

    private record Similar(String key, int distance) {}

    /// How many characters have to be changed, added or removed.
    private static int distance(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[other.length()];
    }
}
