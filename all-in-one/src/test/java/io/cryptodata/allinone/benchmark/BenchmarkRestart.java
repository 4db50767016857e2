package io.cryptodata.allinone.benchmark;

import io.cryptodata.allinone.benchmark.MeasuredCandles.Kind;
import io.cryptodata.allinone.crash.StreamsProcess;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.service.topic.GroupLag;
import io.cryptodata.streams.runtime.StreamsProperties;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.common.utils.Utils;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/// Kills the streams process as by `kill -9` while it has the state of many markets, and measures the time until the next one
/// has caught up with an hour that was written meanwhile: with the state folder and without it. Also prints what the state
/// costs. Exits with status 1 if a target is missed.
public final class BenchmarkRestart {
    private static final double SECONDS_WITH_STATE = 15;
    private static final double SECONDS_WITHOUT = 60;
    private static final String CHANGELOG = StreamsProperties.APPLICATION_ID + "-market-state-changelog";

    private final StreamServers servers;
    private final MeasuredCandles candles;
    private final StreamsProcess process;
    private final int markets;

    private BenchmarkRestart(StreamServers servers, MeasuredCandles candles, StreamsProcess process, int markets) {
        this.servers = servers;
        this.candles = candles;
        this.process = process;
        this.markets = markets;
    }

    /// @param arguments markets and hours of history; 2500 1080 by default, the correction window. Also settings of the
    ///        process, such as `STREAMS_INSTANCE=streams-1`
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        NumberArguments numbers = NumberArguments.of(arguments);
        int markets = numbers.at(0, 2500);
        int hours = numbers.at(1, 1080);
        Path folder = Files.createTempDirectory("cda-restart");
        Path state = Files.createDirectories(folder.resolve("process"));
        boolean met;
        try (StreamServers servers = StreamServers.started(folder.resolve("servers"));
                MeasuredCandles candles = new MeasuredCandles(servers, markets)) {
            candles.writeHours(hours, Kind.HISTORY);
            try (StreamsProcess process = new StreamsProcess(state, settings(servers, arguments))) {
                met = new BenchmarkRestart(servers, candles, process, markets).run();
            }
        }
        Utils.delete(folder.toFile());
        System.exit(met ? 0 : 1);
    }

    private static Map<String, String> settings(StreamServers servers, String[] arguments) {
        Map<String, String> settings = new HashMap<>(Map.of("STREAMS_BOOTSTRAP_SERVERS", servers.bootstrap(),
                "STREAMS_REGISTRY_URL", servers.registry(), "STREAMS_HTTP_PORT", "off"));
        List.of(arguments).stream().map(each -> each.split("=", 2)).filter(each -> each.length == 2)
                .forEach(each -> settings.put(each[0], each[1]));
        return settings;
    }

    private boolean run() throws IOException, InterruptedException, ExecutionException {
        awaitCaughtUp();
        print("state of %,d markets: %,d bytes per market in the folder, %,d on the changelog; %,d MB resident memory",
                markets, bytesOf(process.folder()) / markets, changelogBytes() / markets, process.residentMebibytes());
        long before = changelogBytes();
        candles.writeHours(1, Kind.LIVE);
        awaitCaughtUp();
        print("changelog per live candle: %,d bytes", (changelogBytes() - before) / markets);
        double kept = secondsToRestart(false);
        print("caught up %.1f s after a kill with the state folder kept (bound %.0f s)", kept, SECONDS_WITH_STATE);
        double lost = secondsToRestart(true);
        print("caught up %.1f s after a kill with the state folder lost (bound %.0f s); %,d MB resident memory", lost,
                SECONDS_WITHOUT, process.residentMebibytes());
        return kept < SECONDS_WITH_STATE && lost < SECONDS_WITHOUT;
    }

    private double secondsToRestart(boolean isLost) throws IOException {
        process.kill();
        long killed = System.nanoTime();
        if (isLost) {
            Utils.delete(process.folder().resolve("streams").toFile());
        }
        process.restart();
        candles.writeHours(1, Kind.LIVE);
        awaitCaughtUp();
        return (System.nanoTime() - killed) / 1e9;
    }

    private void awaitCaughtUp() {
        Throughput.await(() -> GroupLag.measure(servers.admin(), StreamsProperties.APPLICATION_ID, TopicName.CANDLES_1H)
                .orElse(1) == 0, "processing every candle");
    }

    private long changelogBytes() throws ExecutionException, InterruptedException {
        return servers.admin().describeLogDirs(List.of(1)).allDescriptions().get().values().stream()
                .flatMap(folders -> folders.values().stream()).map(LogDirDescription::replicaInfos)
                .flatMap(replicas -> replicas.entrySet().stream())
                .filter(replica -> replica.getKey().topic().equals(CHANGELOG))
                .mapToLong(replica -> replica.getValue().size()).sum();
    }

    private static long bytesOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
