package io.cryptodata.domain.ledger;

import io.cryptodata.domain.fold.CorrectionWindow;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.OptionalLong;

/// Candles of one market that were published when they were older than the correction window: indicators and longer candles
/// lack them until a replay. Immutable.
///
/// @param oldest the oldest hour of them (an epoch hour); null if there are none
/// @param candles how many they are; an hour that was published twice counts twice
/// @param newestBeforeReset the newest hour that was published before the ledger was reset; null if it never was
public record OutsideWindow(@Nullable Long oldest, long candles, @Nullable Long newestBeforeReset) {
    /// None, in a ledger that was never reset.
    public static final OutsideWindow NONE = new OutsideWindow(null, 0, null);

    public OutsideWindow {
        if ((oldest == null) != (candles == 0) || candles < 0) {
            throw new IllegalArgumentException("an oldest hour must come with candles and none without, but were "
                    + oldest + " and " + candles);
        }
    }

    /// Whether no replay is needed.
    public boolean isEmpty() {
        return candles == 0;
    }

    /// Adds those of the published hours that are older than the window before the newest hour.
    ///
    /// @param published epoch hours of one page
    /// @param newest the newest hour of the recorded ones before the page; empty if there is none
    OutsideWindow with(List<Long> published, OptionalLong newest, CorrectionWindow window) {
        if (newest.isEmpty() && newestBeforeReset == null) {
            return this;
        }
        long start = window.startFor(Math.max(newest.orElse(Long.MIN_VALUE),
                newestBeforeReset == null ? Long.MIN_VALUE : newestBeforeReset));
        List<Long> outside = published.stream().filter(hour -> hour < start).toList();
        if (outside.isEmpty()) {
            return this;
        }
        long first = outside.stream().mapToLong(Long::longValue).min().orElseThrow();
        return new OutsideWindow(oldest == null ? first : Math.min(oldest, first), candles + outside.size(),
                newestBeforeReset);
    }

    /// The same once the ledger starts again.
    ///
    /// @param newest the newest hour that was published so far; empty if there is none
    OutsideWindow reset(OptionalLong newest) {
        return newest.isEmpty() || newestBeforeReset != null && newestBeforeReset >= newest.getAsLong()
                ? this
                : new OutsideWindow(oldest, candles, newest.getAsLong());
    }

    /// The same once a replay has folded all of them in.
    OutsideWindow replayed() {
        return new OutsideWindow(null, 0, newestBeforeReset);
    }
}
