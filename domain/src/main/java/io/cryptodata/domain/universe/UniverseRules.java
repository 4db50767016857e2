package io.cryptodata.domain.universe;

import io.cryptodata.domain.market.Market;
import org.jspecify.annotations.Nullable;

import java.util.Set;
import java.util.regex.Pattern;

/// Which markets are tracked unless an operator says otherwise.
///
/// @param venues whose candles can be fetched
/// @param quotes what a market may be priced in; empty: in anything
/// @param kinds what kinds of markets
/// @param top how many of the first coins; 0: all, ranked or not
/// @param topBy in which order coins are placed
/// @param include only markets whose `exchange:asset` matches
/// @param exclude no market whose `exchange:asset` matches
/// @param history from when on the hours of a market are wanted
public record UniverseRules(Set<String> venues, Set<String> quotes, Set<MarketKind> kinds, int top, Coins.Order topBy,
        Pattern include, Pattern exclude, HistoryStart history) {
    /// Matches no market.
    public static final Pattern NOTHING = Pattern.compile("(?!)");
    /// Matches every market.
    public static final Pattern EVERYTHING = Pattern.compile(".*");

    /// a coin must fall behind by a tenth before its markets are let go, so that the last places do not come and go
    private static final int SLACK_DIVISOR = 10;

    public UniverseRules {
        venues = Set.copyOf(venues);
        quotes = Set.copyOf(quotes);
        kinds = Set.copyOf(kinds);
        if (top < 0) {
            throw new IllegalArgumentException("top must not be negative, but was " + top);
        }
    }

    /// Whether places of coins are needed to decide.
    public boolean needsCoins() {
        return top > 0;
    }

    /// Whether the rules let a market in, or keep it if it is in already.
    boolean admit(Market market, Coins coins, boolean isIn) {
        return isEligible(market) && (!needsCoins() || isAmongTheFirst(coins.rankOf(market.base(), topBy), isIn));
    }

    /// Whether a market would do, whatever place its coin has.
    public boolean isEligible(Market market) {
        return venues.contains(market.exchange()) && (quotes.isEmpty() || quotes.contains(market.quote()))
                && MarketKind.of(market).filter(kinds::contains).isPresent()
                && include.matcher(market.key()).matches() && !exclude.matcher(market.key()).matches();
    }

    private boolean isAmongTheFirst(@Nullable Integer place, boolean isIn) {
        return place != null && place <= (isIn ? top + top / SLACK_DIVISOR : top);
    }
}
