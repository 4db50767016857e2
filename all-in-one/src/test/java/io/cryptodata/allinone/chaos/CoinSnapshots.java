package io.cryptodata.allinone.chaos;

import io.cryptodata.schemas.avro.CoinMarket;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What every snapshot of CoinGecko's coins must be, however its pages came.
final class CoinSnapshots {
    private static final int WANTED = 2000;

    private CoinSnapshots() {}

    /// What is not so, in words: no coin twice, all rows equally complete, and complete only with all that is wanted.
    static List<String> problems(List<CoinMarket> rows) {
        Map<String, List<CoinMarket>> snapshots = new TreeMap<>();
        rows.forEach(row -> snapshots.computeIfAbsent(row.getSnapshot().toString(), _ -> new ArrayList<>()).add(row));
        List<String> problems = new ArrayList<>();
        if (snapshots.isEmpty()) {
            problems.add("there is no snapshot of CoinGecko's coins");
        }
        snapshots.forEach((time, coins) -> {
            if (new HashSet<>(coins.stream().map(CoinMarket::getCoinId).toList()).size() < coins.size()) {
                problems.add("a coin is twice in the snapshot of " + time);
            }
            boolean complete = coins.getFirst().getComplete();
            if (coins.stream().anyMatch(coin -> coin.getComplete() != complete)
                    || complete && coins.size() < WANTED) {
                problems.add("the snapshot of " + time + " with " + coins.size() + " coins says of itself that it is "
                        + (complete ? "complete" : "incomplete") + ", which is not true of all of it");
            }
        });
        return problems;
    }
}
