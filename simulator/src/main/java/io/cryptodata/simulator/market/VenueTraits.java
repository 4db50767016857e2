package io.cryptodata.simulator.market;

/// How a venue's listing and candles differ from those of other venues.
///
/// @param reference whether it lists the whole catalogue in its order and its spot prices are the pairs' own, rather than
///        about seven pairs in ten with a small spread
/// @param dollarQuotes whether two in three of the pairs quoted in USDT are quoted in USD instead
/// @param omitsQuietHours whether an hour without a trade has no row, rather than a row without volume
/// @param keepsSymbols whether a renamed market keeps its symbol
public record VenueTraits(boolean reference, boolean dollarQuotes, boolean omitsQuietHours, boolean keepsSymbols) {
    public static final VenueTraits DEFAULT = new VenueTraits(false, false, false, false);

    public VenueTraits asReference() {
        return new VenueTraits(true, dollarQuotes, omitsQuietHours, keepsSymbols);
    }

    public VenueTraits quotingInDollars() {
        return new VenueTraits(reference, true, omitsQuietHours, keepsSymbols);
    }

    public VenueTraits omittingQuietHours() {
        return new VenueTraits(reference, dollarQuotes, true, keepsSymbols);
    }

    public VenueTraits keepingSymbols() {
        return new VenueTraits(reference, dollarQuotes, omitsQuietHours, true);
    }
}
