package io.cryptodata.simulator.replay;

import io.cryptodata.domain.market.Market;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The candle files of a folder by market, and the skipped files.
///
/// @param byMarket in the order of the markets' keys; each market's files in name order
public record ReplayFiles(Map<Market, List<CandleFileName>> byMarket, List<SkippedFile> skipped) {
    private static final String MANIFEST = "MANIFEST.csv";

    /// Reads only the names. Ignores `MANIFEST.csv` and names with a leading dot.
    ///
    /// @param path a folder of candle files, or one candle file
    /// @param fetched the venues of which all candles are fetched
    /// @throws ReplayException if the path does not exist, has no candle file, or has other files
    public static ReplayFiles in(Path path, Set<String> fetched) {
        Map<Market, List<CandleFileName>> byMarket = new TreeMap<>(Comparator.comparing(Market::key));
        List<SkippedFile> skipped = new ArrayList<>();
        for (Path file : files(path)) {
            CandleFileName name = CandleFileName.of(file);
            if (fetched.contains(name.exchange())) {
                byMarket.computeIfAbsent(name.market(), market -> new ArrayList<>()).add(name);
            } else {
                skipped.add(skipped(file, "not all candles of " + name.exchange() + " can be fetched"));
            }
        }
        if (byMarket.isEmpty()) {
            throw new ReplayException(path + ": nothing to replay; expected files like binance_BTC-USDT_1h.csv"
                    + (skipped.isEmpty()
                            ? ""
                            : ", but all " + skipped.size() + " candle files are of venues of which not all "
                                    + "candles can be fetched"));
        }
        return new ReplayFiles(byMarket, List.copyOf(skipped));
    }

    private static SkippedFile skipped(Path file, String reason) {
        return new SkippedFile(String.valueOf(file.getFileName()), reason);
    }

    private static List<Path> files(Path path) {
        if (Files.isRegularFile(path)) {
            return List.of(path);
        }
        if (!Files.isDirectory(path)) {
            throw new ReplayException(path + " does not exist: name a folder of candle files, or one candle file");
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.filter(entry -> !isIgnored(String.valueOf(entry.getFileName())))
                    .sorted(Comparator.comparing(entry -> String.valueOf(entry.getFileName()))).toList();
        } catch (IOException e) {
            throw new ReplayException(path + " cannot be listed: " + e.getMessage(), e);
        }
    }

    private static boolean isIgnored(String name) {
        return name.equals(MANIFEST) || name.startsWith(".");
    }
}
