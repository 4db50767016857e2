package io.cryptodata.producers;

import io.cryptodata.domain.ledger.MarketState;
import io.cryptodata.domain.market.Market;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// How one market stands.
///
/// @param lastClosed open time of its newest published hour; null while there is none
/// @param contiguousUpTo end (exclusive) of the hours without a hole from the first on; null while nothing is known
/// @param missingHours hours that are expected and not there
/// @param present hours that are there
/// @param quarantined rows that must not become candles
/// @param lastError what went wrong with its last page; null if nothing did
public record MarketStatus(Market market, @Nullable Instant lastClosed, @Nullable Instant contiguousUpTo,
        long missingHours, long present, long quarantined, MarketState state, @Nullable String lastError) {}
