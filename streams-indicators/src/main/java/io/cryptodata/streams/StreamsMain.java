package io.cryptodata.streams;

import io.cryptodata.service.command.Inputs;
import io.cryptodata.service.command.ServiceCommand;
import io.cryptodata.service.settings.Settings;
import io.cryptodata.streams.config.StreamsConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.OptionalInt;

/// Runs the stream as a separate process: `./cda streams`.
@Command(name = "streams", sortOptions = false, header = "run only the stream of indicators", description = {
        "Reads candles.1h, writes indicators and candles.rollup; reads coingecko.markets, writes",
        "coingecko.snapshots. Several processes share the work. State is kept in DIR/streams, the log in",
        "DIR/logs/streams. Settings are STREAMS_* of a file or the environment. Serves /live, /ready and /metrics on",
        "127.0.0.1:8102 (STREAMS_HTTP_HOST, STREAMS_HTTP_PORT; 'off' for none). Ends on Ctrl-C."}, footer = {"",
                "Example:", "  ./cda streams --kafka broker:9092 --registry http://registry:8081"})
public final class StreamsMain extends ServiceCommand {
    @Option(names = "--threads", paramLabel = "N", description = "partitions processed at the same time (default: 1)")
    private @Nullable Integer threads;

    @Option(names = "--replicas", paramLabel = "N", description = "copies of the changelog topics (default: 1)")
    private @Nullable Integer replicas;

    public static void main(String[] arguments) {
        launch(new StreamsMain(), arguments);
    }

    @Override
    public Configured configure(Settings settings, Inputs inputs) {
        StreamsConfig config = StreamsConfig.read(settings, inputs,
                new StreamsConfig.Options(optional(threads), optional(replicas)));
        return new Configured(config.http(), meters -> new StreamsApp(config, meters));
    }

    private static OptionalInt optional(@Nullable Integer option) {
        return option == null ? OptionalInt.empty() : OptionalInt.of(option);
    }
}
