package io.cryptodata.producers.universe;

import io.cryptodata.domain.market.Market;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The tracked markets of the partitions assigned to this process. Those of a partition are polled between [#open(int)] and
/// [#close(int)]. Safe for many threads.
public final class AssignedMarkets {
    private final Map<Integer, Map<Market, TrackedMarket>> byPartition = new HashMap<>();
    private final Set<Integer> open = new HashSet<>();
    private volatile Map<String, List<TrackedMarket>> byExchange = Map.of();
    private boolean suspended;

    /// Adds a tracked market, or replaces it.
    public synchronized void put(int partition, TrackedMarket market) {
        byPartition.computeIfAbsent(partition, _ -> new HashMap<>()).put(market.market(), market);
        publish(partition);
    }

    /// Removes a market that is no longer tracked.
    ///
    /// @param key the market's key
    public synchronized void remove(int partition, String key) {
        byPartition.getOrDefault(partition, new HashMap<>()).keySet().removeIf(market -> market.key().equals(key));
        publish(partition);
    }

    /// The partition's markets are complete and may be polled.
    public synchronized void open(int partition) {
        open.add(partition);
        publish(partition);
    }

    /// Removes all markets of a partition.
    public synchronized void close(int partition) {
        byPartition.remove(partition);
        open.remove(partition);
        publish();
    }

    /// While suspended, no market is polled.
    public synchronized void suspend(boolean isSuspended) {
        if (isSuspended != suspended) {
            suspended = isSuspended;
            publish();
        }
    }

    /// The markets of a venue to poll now; the same list until something changes.
    public List<TrackedMarket> of(String exchange) {
        return byExchange.getOrDefault(exchange, List.of());
    }

    private void publish(int partition) {
        if (open.contains(partition)) {
            publish();
        }
    }

    private void publish() {
        Map<String, List<TrackedMarket>> polled = new HashMap<>();
        byPartition.forEach((partition, markets) -> {
            if (open.contains(partition) && !suspended) {
                markets.values().forEach(market -> polled
                        .computeIfAbsent(market.market().exchange(), _ -> new ArrayList<>()).add(market));
            }
        });
        polled.replaceAll((_, markets) -> List.copyOf(markets));
        byExchange = Map.copyOf(polled);
    }
}
