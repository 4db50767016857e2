package io.cryptodata.producers.polling;

import io.cryptodata.domain.ledger.Work;
import io.cryptodata.domain.market.Market;

/// Pages that wait for each other. The newest hours never wait behind history that waits for its budget, and spot markets
/// and contracts do not wait for each other, because most venues limit them apart.
public enum Lane {
    /// the newest hours of spot markets that keep up
    NEWEST_SPOT,
    /// the newest hours of contracts that keep up
    NEWEST_CONTRACTS,
    /// holes and history of spot markets
    OLDER_SPOT,
    /// holes and history of contracts
    OLDER_CONTRACTS;

    /// Where a market's page of that priority waits.
    static Lane of(Market market, Work.Priority priority) {
        if (priority == Work.Priority.LIVE) {
            return market.isSpot() ? NEWEST_SPOT : NEWEST_CONTRACTS;
        }
        return market.isSpot() ? OLDER_SPOT : OLDER_CONTRACTS;
    }
}
