package io.cryptodata.producers.universe;

import java.util.List;

/// The markets of one venue that this process fetches.
@FunctionalInterface
public interface TrackedMarkets {
    /// The current markets, including those that no longer trade. A cheap call; the same list until something changes.
    List<TrackedMarket> now();
}
