package io.cryptodata.allinone.cli.tail;

import io.cryptodata.allinone.cli.command.Addresses;
import io.cryptodata.allinone.cli.command.BrokerOption;
import io.cryptodata.allinone.cli.command.CdaCommand;
import io.cryptodata.allinone.cli.command.RegistryOption;
import io.cryptodata.api.topic.RecordFilter;
import io.cryptodata.api.topic.RecordJson;
import io.cryptodata.api.topic.RecordReader;
import io.cryptodata.api.topic.RegistrySchemas;
import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.market.Market;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.Map;

/// `./cda tail`: the newest records of a topic as JSON lines.
@Command(name = "tail", header = "print the newest records of a topic", description = {
        "Prints committed records as JSON lines, decoded by the schema whose id they carry.",
        "A record that cannot be decoded is printed as base64 with the reason."}, footer = {"", "Examples:",
                "  ./cda tail candles.1h",
                "  ./cda tail indicators --market binance:BTC/USDT --timeframe 4h --closed -n 3",
                "  ./cda tail candles.1h --follow | jq .value.close",
                "  ./cda tail candles.1h.dlq                 records that could not be processed, and why", "",
                "Ends after the last record, or with --follow on Ctrl-C."})
public final class TailCommand extends CdaCommand {
    private static final int MAX_COUNT = 100_000;

    @Option(names = "-n", paramLabel = "N", defaultValue = "10", description = "how many of the newest records (default: ${DEFAULT-VALUE})")
    private int count;

    @Option(names = "--key", paramLabel = "KEY", description = "only records of this key, for example binance:BTC/USDT")
    private @Nullable String key;

    @Option(names = "--market", paramLabel = "MARKET", description = "only records of this market, exchange:asset")
    private @Nullable String market;

    @Option(names = "--timeframe", paramLabel = "CODE", description = "only records of this timeframe: 1h 2h 4h 12h 1d 3d 1w 1m (the month)")
    private @Nullable String timeframe;

    @Option(names = "--closed", description = "only records of completed buckets")
    private boolean closed;

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
        String wanted = wantedKey();
        Timeframe only = timeframe == null ? null : timeframeOf(timeframe);
        Addresses addresses = addresses();
        RegistrySchemas schemas = new RegistrySchemas(registry.require(addresses));
        try (RecordReader reader = RecordReader.of(broker.require(addresses))) {
            print(reader, wanted, RecordFilter.of(topic, wanted, only, closed, schemas), new RecordJson(schemas));
        }
        return 0;
    }

    private @Nullable String wantedKey() {
        if (market == null) {
            return key;
        }
        if (key != null) {
            throw usageError("--market and --key exclude each other");
        }
        try {
            String wanted = Market.ofKey(market).key();
            RecordFilter.requireMarkets(topic);
            return wanted;
        } catch (IllegalArgumentException invalid) {
            throw usageError("--market must be exchange:asset, for example binance:BTC/USDT: " + invalid.getMessage());
        }
    }

    private Timeframe timeframeOf(String code) {
        try {
            return Timeframe.ofCode(code);
        } catch (IllegalArgumentException invalid) {
            throw usageError("--timeframe: " + invalid.getMessage());
        }
    }

    private void print(RecordReader reader, @Nullable String wanted, RecordFilter filter, RecordJson json) {
        Map<TopicPartition, Long> ends = reader.ends(reader.partitions(topic, wanted));
        List<ConsumerRecord<byte[], byte[]>> newest = reader.newest(count, ends, filter);
        newest.forEach(message -> out().println(json.of(message)));
        out().flush();
        if (newest.isEmpty() && count > 0) {
            err().println(topic + (isFiltered() ? " has no such record" : " has no record"));
        }
        warn(filter.leftOut());
        if (follow) {
            reader.follow(ends, () -> !out().checkError(), message -> follow(message, filter, json));
        }
    }

    private boolean isFiltered() {
        return key != null || market != null || timeframe != null || closed;
    }

    private void follow(ConsumerRecord<byte[], byte[]> message, RecordFilter filter, RecordJson json) {
        long before = filter.leftOut();
        if (filter.test(message)) {
            out().println(json.of(message));
        }
        warn(filter.leftOut() - before);
    }

    private void warn(long leftOut) {
        if (leftOut > 0) {
            err().println("warning: " + leftOut + (leftOut == 1 ? " record" : " records")
                    + " that cannot be decoded left out; without --timeframe and --closed they are printed");
        }
    }
}
