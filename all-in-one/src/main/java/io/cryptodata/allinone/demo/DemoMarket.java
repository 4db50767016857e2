package io.cryptodata.allinone.demo;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;

/// The market of a demo. Each has its own state in the data folder, so that a replay never continues the topics and tables
/// of another one; the same market started again continues its own.
///
/// @param name can be the name of a folder, for example `seed-42-60d` or `replay-candles-1f0c22e4`
record DemoMarket(String name) {
    private static final int DIGITS = 8;

    static DemoMarket of(DemoOptions options) {
        Path replay = options.replay();
        return new DemoMarket(
                replay == null ? "seed-" + options.seed() + "-" + options.historyDays() + "d" : nameOf(replay));
    }

    /// The folder of the simulator's state.
    Path folderIn(Path data) {
        return data.resolve("markets").resolve(name).resolve("simulator");
    }

    private static String nameOf(Path replay) {
        String path = replay.toAbsolutePath().normalize().toString();
        String digits = UUID.nameUUIDFromBytes(path.getBytes(StandardCharsets.UTF_8)).toString().substring(0, DIGITS);
        return "replay-" + readable(replay.getFileName()) + "-" + digits;
    }

    private static String readable(@Nullable Path fileName) {
        String name = fileName == null ? "root" : fileName.toString();
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }
}
