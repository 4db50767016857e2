package io.cryptodata.producers.venue;

import io.cryptodata.domain.market.Market;
import io.cryptodata.domain.market.ReadableText;
import io.cryptodata.producers.venue.VenueState.Meaning;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;

/// A market as the venue lists it.
///
/// @param venueSymbol the venue's own name of the market, for example `BTCUSDT`
/// @param state whether it trades
/// @param listedAt since when the market has been listed; null where the venue does not report it
/// @param contractSize how many units of the base one contract is; 1 where the venue counts units of the base
public record Listing(Market market, String venueSymbol, VenueState state, @Nullable Instant listedAt,
        BigDecimal contractSize) {
    public Listing {
        if (venueSymbol.isEmpty()) {
            throw new IllegalArgumentException(market + " has no venue symbol");
        }
        String readable = ReadableText.of(venueSymbol);
        if (!readable.equals(venueSymbol)) {
            throw new IllegalArgumentException(
                    "the venue symbol of " + market + " is too long or not visible: '" + readable + "'");
        }
        if (contractSize.signum() <= 0) {
            throw new IllegalArgumentException(
                    "the contract size of " + market + " must be positive, but was " + contractSize);
        }
    }

    /// @param venueStatus the venue's own name of the market's state, a word that is known
    public Listing(Market market, String venueSymbol, boolean tradable, String venueStatus, @Nullable Instant listedAt,
            BigDecimal contractSize) {
        this(market, venueSymbol, new VenueState(tradable ? Meaning.TRADING : Meaning.HALTED, venueStatus), listedAt,
                contractSize);
    }

    /// A market whose volume the venue counts in units of the base, with an unknown time of listing.
    public static Listing of(Market market, String venueSymbol, boolean tradable, String venueStatus) {
        return new Listing(market, venueSymbol, tradable, venueStatus, null, BigDecimal.ONE);
    }

    /// Whether it is known to trade now.
    public boolean tradable() {
        return state.meaning() == Meaning.TRADING;
    }

    /// The venue's own name of the market's state, for example `BREAK`.
    public String venueStatus() {
        return state.word();
    }
}
