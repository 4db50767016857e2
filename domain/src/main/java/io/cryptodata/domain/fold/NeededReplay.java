package io.cryptodata.domain.fold;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.market.Market;

import java.util.regex.Pattern;

/// A replay that folds in candles or rates that came after the correction window.
///
/// @param from the oldest hour (an epoch hour) whose rows lack them
public record NeededReplay(Market market, long from) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9:/._-]+");

    /// The command that runs it, for a shell.
    public String command() {
        String key = market.key();
        String word = PLAIN.matcher(key).matches() ? key : "'" + key.replace("'", "'\\''") + "'";
        return "./cda replay --market " + word + " --from " + Timeframe.instantOf(from);
    }
}
