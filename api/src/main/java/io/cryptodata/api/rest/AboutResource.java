package io.cryptodata.api.rest;

import io.cryptodata.api.database.ReadTransactions;
import io.cryptodata.api.database.Sql;
import io.cryptodata.api.failure.QueryException;
import io.cryptodata.api.http.Query;
import io.cryptodata.api.http.Replies;
import io.cryptodata.api.http.Resource;
import io.cryptodata.api.market.BarColumns;
import io.cryptodata.domain.calendar.Timeframe;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// `GET about`: answers without a token and without the database, too.
public final class AboutResource implements Resource {
    private final About about;
    private final ReadTransactions database;

    public AboutResource(About about, ReadTransactions database) {
        this.about = about;
        this.database = database;
    }

    /// The response.
    ///
    /// @param exchanges those with markets; empty while the database does not respond
    private record Answer(String version, Instant startedAt, boolean readingNeedsToken, boolean operatingEnabled,
            @Nullable String grafanaUrl, List<String> timeframes, List<BarColumns.Described> columns,
            List<String> exchanges) {}

    @Override
    public void routes(HttpRules rules) {
        rules.get("/about", this::answer);
    }

    private void answer(ServerRequest request, ServerResponse response) {
        Query.of(request);
        Replies.json(request, response, new Answer(about.version(), about.startedAt(), about.readingNeedsToken(),
                about.operatingEnabled(), about.grafanaUrl(),
                Arrays.stream(Timeframe.values()).map(Timeframe::code).toList(), BarColumns.described(), exchanges()));
    }

    private List<String> exchanges() {
        try {
            return database.read(session -> session.list(
                    Sql.of("""
                            SELECT exchange FROM universe UNION SELECT exchange FROM candle_markets ORDER BY exchange LIMIT 1000"""),
                    row -> row.getString(1)));
        } catch (QueryException unavailable) {
            return List.of();
        }
    }
}
