package io.cryptodata.domain.listing;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;

/// One line of a listing, as the exchange told it.
///
/// @param asset the unified symbol, or CoinGecko's id of a coin
/// @param venueSymbol the exchange's own name of it; the symbol of a coin
/// @param trading whether it trades now
/// @param venueStatus the exchange's own word for its state
/// @param listedAt since when it has been listed; null where the exchange does not say
/// @param contractSize how many units of the base one contract is; 1 where there are no contracts
/// @param rank place of a coin by market capitalisation; null for markets and for coins without one
/// @param volumeUsd what was traded of a coin within 24 hours; null for markets and where nobody says
public record Listed(String asset, String venueSymbol, boolean trading, String venueStatus, @Nullable Instant listedAt,
        BigDecimal contractSize, @Nullable Integer rank, @Nullable Double volumeUsd) {
    /// A market.
    public static Listed market(String asset, String venueSymbol, boolean trading, String venueStatus,
            @Nullable Instant listedAt, BigDecimal contractSize) {
        return new Listed(asset, venueSymbol, trading, venueStatus, listedAt, contractSize, null, null);
    }

    /// A coin, which is always there to be traded somewhere.
    public static Listed coin(String id, String symbol, @Nullable Integer rank, @Nullable Double volumeUsd) {
        return new Listed(id, symbol, true, "", null, BigDecimal.ONE, rank, volumeUsd);
    }

    /// What is still known of a coin that is not among those that were asked for.
    Listed unranked() {
        return new Listed(asset, venueSymbol, trading, venueStatus, listedAt, contractSize, null, null);
    }

    /// Whether both would be found at the same place of the exchange: same name there, same kind of market. One exchange
    /// may call a spot market and a contract by the same name.
    boolean isSamePlaceAs(Listed other) {
        return venueSymbol.equals(other.venueSymbol) && kindOf(asset).equals(kindOf(other.asset));
    }

    /// Empty for a spot market, otherwise what a contract is settled in.
    private static String kindOf(String asset) {
        int colon = asset.indexOf(':');
        return colon < 0 ? "" : asset.substring(colon);
    }
}
