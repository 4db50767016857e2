package io.cryptodata.allinone.cli.tail;

import io.cryptodata.allinone.cli.command.Addresses;
import io.cryptodata.allinone.cli.command.BrokerOption;
import io.cryptodata.allinone.cli.command.CdaCommand;
import io.cryptodata.allinone.cli.command.RegistryOption;
import io.cryptodata.api.topic.RecordJson;
import io.cryptodata.api.topic.RecordReader;
import io.cryptodata.api.topic.RegistrySchemas;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.PrintWriter;
import java.util.Map;
import java.util.function.Predicate;

/// `./cda tail`: the newest records of a topic as JSON lines.
@Command(name = "tail", header = "print the newest records of a topic", description = {
        "Prints committed records as JSON lines, decoded by the schema whose id they carry.",
        "A record that cannot be decoded is printed as base64 with the reason."}, footer = {"", "Examples:",
                "  ./cda tail candles.1h",
                "  ./cda tail indicators --key binance:BTC/USDT -n 3",
                "  ./cda tail candles.1h --follow | jq .value.close",
                "  ./cda tail candles.1h.dlq                 records that could not be processed, and why", "",
                "Ends after the last record, or with --follow on Ctrl-C."})
public final class TailCommand extends CdaCommand {
    private static final int MAX_COUNT = 100_000;

    @Option(names = "-n", paramLabel = "N", defaultValue = "10", description = "how many of the newest records (default: ${DEFAULT-VALUE})")
    private int count;

    @Option(names = "--key", paramLabel = "KEY", description = "only records of this key, for example binance:BTC/USDT")
    private @Nullable String key;

    @Option(names = {"-f", "--follow"}, description = "continue with new records")
    private boolean follow;

    @Mixin
    private BrokerOption broker = new BrokerOption();

    @Mixin
    private RegistryOption registry = new RegistryOption();

    @Parameters(paramLabel = "TOPIC", description = "for example candles.1h, indicators, candles.1h.dlq")
    private String topic = "";

    @Override
    public Integer call() {
        if (count < 0 || count > MAX_COUNT) {
            throw usageError("-n must be 0 to " + MAX_COUNT + ", but was " + count);
        }
        Addresses addresses = addresses();
        try (RecordReader reader = RecordReader.of(broker.require(addresses));
                RegistrySchemas schemas = new RegistrySchemas(registry.require(addresses))) {
            print(reader, new RecordJson(schemas), out());
        }
        return 0;
    }

    private void print(RecordReader reader, RecordJson json, PrintWriter out) {
        Predicate<ConsumerRecord<byte[], byte[]>> filter = RecordReader.withKey(key);
        Map<TopicPartition, Long> ends = reader.ends(reader.partitions(topic, key));
        reader.newest(count, ends, filter).forEach(message -> out.println(json.of(message)));
        out.flush();
        if (follow) {
            reader.follow(ends, () -> !out.checkError(), message -> {
                if (filter.test(message)) {
                    out.println(json.of(message));
                }
            });
        }
    }
}
