package io.cryptodata.allinone.cli.tail;

import io.cryptodata.allinone.cli.Addresses;
import io.cryptodata.allinone.cli.BrokerOption;
import io.cryptodata.allinone.cli.CommonOptions;
import io.cryptodata.allinone.cli.RegistryOption;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/// `./cda tail`: the newest records of a topic as JSON lines.
@Command(name = "tail", sortOptions = false, header = "print the newest records of a topic", description = {
        "Prints committed records as JSON lines, decoded by the schema they name.",
        "What cannot be decoded is printed as base64 with the reason."}, footer = {"", "Examples:",
                "  ./cda tail candles.1h",
                "  ./cda tail indicators --key binance:BTC/USDT -n 3",
                "  ./cda tail candles.1h --follow | jq .value.close",
                "  ./cda tail candles.1h.dlq                 what could not be processed, and why", "",
                "Ends after the last record, or with --follow on Ctrl-C."})
public final class TailCommand implements Callable<Integer> {
    private static final int MOST = 100_000;

    @Option(names = "-n", paramLabel = "N", defaultValue = "10", description = "how many of the newest records (default: ${DEFAULT-VALUE})")
    private int count;

    @Option(names = "--key", paramLabel = "KEY", description = "only records of this key, for example binance:BTC/USDT")
    private @Nullable String key;

    @Option(names = {"-f", "--follow"}, description = "go on with what comes")
    private boolean follow;

    @Mixin
    private BrokerOption broker = new BrokerOption();

    @Mixin
    private RegistryOption registry = new RegistryOption();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "TOPIC", description = "for example candles.1h, indicators, candles.1h.dlq")
    private String topic = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (count < 0 || count > MOST) {
            throw new ParameterException(spec.commandLine(), "-n must be 0 to " + MOST + ", but was " + count);
        }
        Addresses addresses = Addresses.of(common.data());
        try (TopicReader reader = TopicReader.of(broker.require(addresses));
                RegistrySchemas known = new RegistrySchemas(registry.require(addresses))) {
            print(reader, new RecordLine(new ValueReader(known)), spec.commandLine().getOut());
        }
        return 0;
    }

    private void print(TopicReader reader, RecordLine lines, PrintWriter out) {
        Predicate<ConsumerRecord<byte[], byte[]>> wanted = TopicReader.withKey(key);
        Map<TopicPartition, Long> ends = reader.ends(reader.partitions(topic, key));
        for (ConsumerRecord<byte[], byte[]> message : reader.last(count, ends, wanted)) {
            out.println(lines.of(message));
        }
        out.flush();
        if (follow) {
            reader.follow(ends, () -> !out.checkError(), message -> {
                if (wanted.test(message)) {
                    out.println(lines.of(message));
                }
            });
        }
    }
}
