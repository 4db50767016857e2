package io.cryptodata.producers.polling;

import io.cryptodata.domain.ledger.Work;
import io.cryptodata.domain.market.Market;

/// A queue of pages. The newest hours never wait behind history that waits for its budget. Spot markets and contracts do
/// not wait for each other, because most venues limit them separately.
public enum Lane {
    /// the newest hours of LIVE spot markets
    NEWEST_SPOT,
    /// the newest hours of LIVE contracts
    NEWEST_CONTRACTS,
    /// rechecks, missing hours and history of spot markets
    OLDER_SPOT,
    /// rechecks, missing hours and history of contracts
    OLDER_CONTRACTS;

    /// The lane of a market's page of that priority.
    static Lane of(Market market, Work.Priority priority) {
        if (priority == Work.Priority.LIVE) {
            return market.isSpot() ? NEWEST_SPOT : NEWEST_CONTRACTS;
        }
        return market.isSpot() ? OLDER_SPOT : OLDER_CONTRACTS;
    }
}
