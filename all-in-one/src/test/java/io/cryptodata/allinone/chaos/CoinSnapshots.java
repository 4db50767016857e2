package io.cryptodata.allinone.chaos;

import io.cryptodata.schemas.avro.CoinMarket;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Checks what every snapshot of CoinGecko's coins must be, in whatever order its pages were fetched.
final class CoinSnapshots {
    private static final int REQUESTED = 2000;

    private CoinSnapshots() {}

    /// The violations of three rules: no coin twice, all rows equally complete, and complete only with all requested coins.
    static List<String> problems(List<CoinMarket> rows) {
        Map<String, List<CoinMarket>> snapshots = new TreeMap<>();
        rows.forEach(row -> snapshots.computeIfAbsent(row.getSnapshot().toString(), _ -> new ArrayList<>()).add(row));
        List<String> problems = new ArrayList<>();
        if (snapshots.isEmpty()) {
            problems.add("CoinGecko's coins have no snapshot");
        }
        snapshots.forEach((time, coins) -> {
            if (new HashSet<>(coins.stream().map(CoinMarket::getCoinId).toList()).size() < coins.size()) {
                problems.add("the snapshot has a coin twice: " + time);
            }
            boolean complete = coins.getFirst().getComplete();
            if (coins.stream().anyMatch(coin -> coin.getComplete() != complete)
                    || complete && coins.size() < REQUESTED) {
                problems.add("the snapshot of " + time + " with " + coins.size() + " coins is marked "
                        + (complete ? "complete" : "incomplete") + ", which is not true of all its rows");
            }
        });
        return problems;
    }
}
