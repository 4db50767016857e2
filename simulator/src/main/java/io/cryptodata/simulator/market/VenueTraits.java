package io.cryptodata.simulator.market;

/// How a venue's listing and candles differ from those of other venues.
///
/// @param reference whether it lists the whole catalogue in its order and its spot prices are the pairs' own, rather than
///        about seven pairs in ten with a small spread
/// @param dollarQuotes whether two in three of the pairs quoted in USDT are quoted in USD instead
/// @param omitsQuietHours whether an hour without a trade has no row, rather than a row without volume
/// @param keepsSymbols whether a renamed market keeps its symbol
/// @param spotOnly whether it lists no contracts, however many are configured
/// @param servedHours how many of its newest hours a client can receive, the unfinished one included
public record VenueTraits(boolean reference, boolean dollarQuotes, boolean omitsQuietHours, boolean keepsSymbols,
        boolean spotOnly, int servedHours) {
    /// of a venue that serves every hour
    public static final int ALL_HOURS = Integer.MAX_VALUE;
    public static final VenueTraits DEFAULT = new VenueTraits(false, false, false, false, false, ALL_HOURS);

    public VenueTraits asReference() {
        return new VenueTraits(true, dollarQuotes, omitsQuietHours, keepsSymbols, spotOnly, servedHours);
    }

    public VenueTraits quotingInDollars() {
        return new VenueTraits(reference, true, omitsQuietHours, keepsSymbols, spotOnly, servedHours);
    }

    public VenueTraits omittingQuietHours() {
        return new VenueTraits(reference, dollarQuotes, true, keepsSymbols, spotOnly, servedHours);
    }

    public VenueTraits keepingSymbols() {
        return new VenueTraits(reference, dollarQuotes, omitsQuietHours, true, spotOnly, servedHours);
    }

    public VenueTraits serving(int hours) {
        return new VenueTraits(reference, dollarQuotes, omitsQuietHours, keepsSymbols, spotOnly, hours);
    }

    public VenueTraits withoutContracts() {
        return new VenueTraits(reference, dollarQuotes, omitsQuietHours, keepsSymbols, true, servedHours);
    }
}
