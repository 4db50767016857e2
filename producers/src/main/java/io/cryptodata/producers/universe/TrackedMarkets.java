package io.cryptodata.producers.universe;

import java.util.List;

/// Says which markets of one venue this process is to fetch.
@FunctionalInterface
public interface TrackedMarkets {
    /// The markets as of now, those that do not trade any more included. Costs nothing to ask.
    List<TrackedMarket> now();
}
