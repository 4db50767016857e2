package io.cryptodata.producers.venue;

import io.cryptodata.domain.market.ReadableText;
import io.cryptodata.producers.fetch.Call;

import java.util.ArrayList;
import java.util.List;

/// The markets that a venue lists.
///
/// @param markets all that have a unified symbol, tradable or not
/// @param leftOut rows of which no market could be made
public record VenueListing(List<Listing> markets, List<LeftOut> leftOut) {
    public VenueListing {
        markets = List.copyOf(markets);
        leftOut = List.copyOf(leftOut);
    }

    /// A row of which no market could be made.
    ///
    /// @param venueSymbol the venue's own name of the market; empty if the row has none
    public record LeftOut(String venueSymbol, String reason) {
        @Override
        public String toString() {
            return (venueSymbol.isEmpty() ? "a row without a name" : ReadableText.of(venueSymbol)) + ": " + reason;
        }
    }

    /// A listing of which every row is a market.
    public static VenueListing of(List<Listing> markets) {
        return new VenueListing(markets, List.of());
    }

    /// The parts of a listing as one, in this order. It fails with the first call that fails: half a listing is none.
    public static Call<VenueListing> concat(List<Call<VenueListing>> parts) {
        return Call.joined(of(List.of()), parts, VenueListing::and);
    }

    private VenueListing and(VenueListing next) {
        List<Listing> allMarkets = new ArrayList<>(markets);
        allMarkets.addAll(next.markets);
        List<LeftOut> allLeftOut = new ArrayList<>(leftOut);
        allLeftOut.addAll(next.leftOut);
        return new VenueListing(allMarkets, allLeftOut);
    }
}
