package io.cryptodata.domain.listing;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;

/// One line of a listing, as the exchange served it.
///
/// @param asset the unified symbol, or CoinGecko's id of a coin
/// @param venueSymbol the exchange's own name of it; the symbol of a coin
/// @param trading whether it trades now
/// @param venueStatus the exchange's own status text
/// @param listedAt since when it has been listed; null where the exchange does not provide it
/// @param contractSize how many units of the base one contract is; 1 where there are no contracts
/// @param rank of a coin by market capitalisation; null for markets and for coins without one
/// @param volumeUsd traded volume of a coin within 24 hours; null for markets and where it is not available
/// @param statusKnown whether the exchange's status text is one that is known; an unknown one is not recorded as such
public record Listed(String asset, String venueSymbol, boolean trading, String venueStatus, @Nullable Instant listedAt,
        BigDecimal contractSize, @Nullable Integer rank, @Nullable Double volumeUsd, boolean statusKnown) {
    /// One line whose status text is known.
    public Listed(String asset, String venueSymbol, boolean trading, String venueStatus, @Nullable Instant listedAt,
            BigDecimal contractSize, @Nullable Integer rank, @Nullable Double volumeUsd) {
        this(asset, venueSymbol, trading, venueStatus, listedAt, contractSize, rank, volumeUsd, true);
    }

    /// A market.
    public static Listed market(String asset, String venueSymbol, boolean trading, String venueStatus,
            @Nullable Instant listedAt, BigDecimal contractSize) {
        return new Listed(asset, venueSymbol, trading, venueStatus, listedAt, contractSize, null, null);
    }

    /// A coin, which always counts as trading.
    public static Listed coin(String id, String symbol, @Nullable Integer rank, @Nullable Double volumeUsd) {
        return new Listed(id, symbol, true, "", null, BigDecimal.ONE, rank, volumeUsd);
    }

    /// The same with a status text that is not known.
    public Listed withUnknownStatus() {
        return new Listed(asset, venueSymbol, false, venueStatus, listedAt, contractSize, rank, volumeUsd, false);
    }

    /// The same as it is recorded.
    Listed recorded() {
        return new Listed(asset, venueSymbol, trading, venueStatus, listedAt, contractSize, rank, volumeUsd);
    }

    /// The same without rank and volume, for a coin that a listing does not cover.
    Listed unranked() {
        return new Listed(asset, venueSymbol, trading, venueStatus, listedAt, contractSize, null, null);
    }

    /// Whether both are at the same place of the exchange: same venue symbol, same kind of market. An exchange may use one
    /// symbol for a spot market and a contract.
    boolean isSamePlaceAs(Listed other) {
        return venueSymbol.equals(other.venueSymbol) && kindOf(asset).equals(kindOf(other.asset));
    }

    /// Empty for a spot market, otherwise the settlement currency of a contract.
    private static String kindOf(String asset) {
        int colon = asset.indexOf(':');
        return colon < 0 ? "" : asset.substring(colon);
    }
}
