package io.cryptodata.producers.venue;

import io.cryptodata.producers.http.UnreadableBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Reads a venue's listing row by row. A row without a unified symbol is logged and left out; it affects no other row.
public final class ListingRows {
    private static final Logger LOG = LoggerFactory.getLogger(ListingRows.class);

    private ListingRows() {}

    /// Reads one row.
    @FunctionalInterface
    public interface RowReader<R> {
        /// Empty for a row that is out of scope, for example a contract that expires.
        ///
        /// @throws IllegalArgumentException if the row has no unified symbol
        Optional<Listing> read(R row) throws UnreadableBody;
    }

    /// @param name the venue's name of a row, for the log
    public static <R> List<Listing> of(String exchange, Iterable<R> rows, Function<R, String> name,
            RowReader<R> reader) throws UnreadableBody {
        List<Listing> listings = new ArrayList<>();
        for (R row : rows) {
            try {
                reader.read(row).ifPresent(listings::add);
            } catch (IllegalArgumentException e) {
                LOG.warn("{} lists a market without a unified symbol ({}): {}", exchange, e.getMessage(),
                        name.apply(row));
            }
        }
        return listings;
    }
}
