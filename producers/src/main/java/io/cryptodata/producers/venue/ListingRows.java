package io.cryptodata.producers.venue;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.producers.http.Excerpts;
import io.cryptodata.producers.http.JsonBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Reads a venue's listing row by row. A row of which no market can be made is left out and logged; it affects no other
/// row.
public final class ListingRows {
    private static final Logger LOG = LoggerFactory.getLogger(ListingRows.class);
    /// of one listing; their number is logged with them
    private static final int MOST_LOGGED = 20;

    private ListingRows() {}

    /// Reads one row.
    @FunctionalInterface
    public interface RowReader<R> {
        /// Empty for a row that is out of scope, for example a contract that expires.
        ///
        /// @throws IllegalArgumentException if no market can be made of the row
        Optional<Listing> read(R row);
    }

    /// Reads rows that are objects.
    ///
    /// @param symbol the field with the venue's own name of a market
    public static VenueListing of(String exchange, JsonNode rows, String symbol, RowReader<JsonNode> reader) {
        return of(exchange, rows, row -> JsonBody.text(row.path(symbol)), row -> reader.read(object(row)));
    }

    /// @param name the venue's own name of a row; empty if it has none
    public static <R> VenueListing of(String exchange, Iterable<R> rows, Function<R, String> name,
            RowReader<R> reader) {
        List<Listing> markets = new ArrayList<>();
        List<VenueListing.LeftOut> leftOut = new ArrayList<>();
        for (R row : rows) {
            try {
                reader.read(row).ifPresent(markets::add);
            } catch (IllegalArgumentException e) {
                leftOut.add(new VenueListing.LeftOut(Excerpts.of(name.apply(row)), String.valueOf(e.getMessage())));
            }
        }
        leftOut.stream().limit(MOST_LOGGED)
                .forEach(row -> LOG.warn("a row of the listing of {} is left out ({} in all): {}",
                        exchange, leftOut.size(), row));
        return new VenueListing(markets, leftOut);
    }

    /// @throws IllegalArgumentException if the row is no object
    public static JsonNode object(JsonNode row) {
        if (!row.isObject()) {
            throw new IllegalArgumentException("expected an object, but was " + row.getNodeType());
        }
        return row;
    }
}
