package io.cryptodata.producers.polling;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.fold.NeededReplay;
import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.producers.publishing.Publication;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Logs that a market needs a replay, once until it is replayed.
final class ReplayWarning {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayWarning.class);

    private ReplayWarning() {}

    /// A page was committed.
    static void published(Publication publication) {
        Ledger after = publication.after();
        Long oldest = after.outsideWindow().oldest();
        if (oldest != null && publication.before().outsideWindow().isEmpty()) {
            LOG.warn("{}: candles from {} on were published after the correction window; indicators lack them until {}",
                    after.market(), Timeframe.instantOf(oldest), new NeededReplay(after.market(), oldest).command());
        }
    }
}
