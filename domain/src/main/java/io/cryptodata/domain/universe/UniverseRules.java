package io.cryptodata.domain.universe;

import io.cryptodata.domain.currency.QuoteCurrencies;
import io.cryptodata.domain.currency.RateMarket;
import io.cryptodata.domain.market.Market;
import org.jspecify.annotations.Nullable;

import java.util.Set;
import java.util.regex.Pattern;

/// Which markets are tracked unless an operator overrides it.
///
/// @param venues from which candles can be fetched
/// @param quotes accepted quote currencies; empty: all
/// @param kinds accepted kinds of markets
/// @param top how many of the best ranked coins; 0: all, ranked or not
/// @param topBy what coins are ranked by
/// @param include accepts only markets whose `exchange:asset` matches
/// @param exclude rejects markets whose `exchange:asset` matches
/// @param history from when on the hours of a market are fetched
public record UniverseRules(Set<String> venues, Set<String> quotes, Set<MarketKind> kinds, int top, Coins.Order topBy,
        Pattern include, Pattern exclude, HistoryStart history) {
    /// Matches no market.
    public static final Pattern NOTHING = Pattern.compile("(?!)");
    /// Matches every market.
    public static final Pattern EVERYTHING = Pattern.compile(".*");

    /// a coin must fall behind by a tenth before its markets are dropped, so that the last ranks do not flap
    private static final int SLACK_DIVISOR = 10;

    public UniverseRules {
        venues = Set.copyOf(venues);
        quotes = Set.copyOf(quotes);
        kinds = Set.copyOf(kinds);
        if (top < 0) {
            throw new IllegalArgumentException("top must not be negative, but was " + top);
        }
    }

    /// Whether ranks of coins are needed for a decision.
    public boolean needsCoins() {
        return top > 0;
    }

    /// Whether the rules accept a market, or keep it if it is tracked already. A market whose close converts an accepted quote
    /// into USDT is accepted whatever its coin's rank, its quote and its kind.
    boolean admit(Market market, Coins coins, boolean isTracked) {
        return convertsQuote(market) || isEligible(market)
                && (!needsCoins() || isAmongTheFirst(coins.rankOf(market.base(), topBy), isTracked));
    }

    private boolean convertsQuote(Market market) {
        return isPermitted(market) && RateMarket.of(market).map(RateMarket::currency)
                .filter(currency -> quotes.contains(currency)
                        || quotes.isEmpty() && QuoteCurrencies.ALL.contains(currency))
                .isPresent();
    }

    /// Whether the rules accept a market regardless of the rank of its coin.
    public boolean isEligible(Market market) {
        return isPermitted(market) && (quotes.isEmpty() || quotes.contains(market.quote()))
                && MarketKind.of(market).filter(kinds::contains).isPresent();
    }

    private boolean isPermitted(Market market) {
        return venues.contains(market.exchange()) && include.matcher(market.key()).matches()
                && !exclude.matcher(market.key()).matches();
    }

    private boolean isAmongTheFirst(@Nullable Integer rank, boolean isTracked) {
        return rank != null && rank <= (isTracked ? top + top / SLACK_DIVISOR : top);
    }
}
