package io.cryptodata.producers.universe;

import io.cryptodata.domain.market.Market;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The tracked markets of the partitions that this process holds. Those of a partition are there to be fetched from
/// [#begin(int)] until [#end(int)]. Safe for many threads.
public final class AssignedMarkets {
    private final Map<Integer, Map<Market, TrackedMarket>> byPartition = new HashMap<>();
    private final Set<Integer> begun = new HashSet<>();
    private volatile Map<String, List<TrackedMarket>> byExchange = Map.of();
    private boolean suspended;

    /// A market is tracked, or is tracked otherwise than before.
    public synchronized void track(int partition, TrackedMarket market) {
        byPartition.computeIfAbsent(partition, _ -> new HashMap<>()).put(market.market(), market);
        show(partition);
    }

    /// A market is tracked no more.
    public synchronized void leave(int partition, Market market) {
        byPartition.getOrDefault(partition, new HashMap<>()).remove(market);
        show(partition);
    }

    /// What is known of a partition is complete and its markets may be fetched.
    public synchronized void begin(int partition) {
        begun.add(partition);
        show(partition);
    }

    /// Nothing of a partition is to be fetched any more, and nothing of it is known.
    public synchronized void end(int partition) {
        byPartition.remove(partition);
        begun.remove(partition);
        show();
    }

    /// While it is not sure that the partitions are still held, nothing is to be fetched.
    public synchronized void suspend(boolean isUnsure) {
        if (isUnsure != suspended) {
            suspended = isUnsure;
            show();
        }
    }

    /// What is to be fetched of a venue now; the same list until something changes.
    public List<TrackedMarket> of(String exchange) {
        return byExchange.getOrDefault(exchange, List.of());
    }

    private void show(int partition) {
        if (begun.contains(partition)) {
            show();
        }
    }

    private void show() {
        Map<String, List<TrackedMarket>> shown = new HashMap<>();
        byPartition.forEach((partition, markets) -> {
            if (begun.contains(partition) && !suspended) {
                markets.values().forEach(market -> shown
                        .computeIfAbsent(market.market().exchange(), _ -> new ArrayList<>()).add(market));
            }
        });
        shown.replaceAll((_, markets) -> List.copyOf(markets));
        byExchange = Map.copyOf(shown);
    }
}
