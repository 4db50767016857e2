package io.cryptodata.allinone.benchmark;

import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.fold.CandleFold;
import io.cryptodata.domain.fold.FoldOutput;
import io.cryptodata.domain.fold.IndicatorRow;
import io.cryptodata.domain.fold.RollupRow;
import io.cryptodata.domain.market.Market;
import io.cryptodata.schemas.CandleHeaders;
import io.cryptodata.schemas.CandleRecords;
import io.cryptodata.schemas.IndicatorRecords;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.Topics;
import io.cryptodata.service.registry.AvroSerdes;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Fills `candles.1h` and `indicators` as a backfill does: hourly candles with the headers of their requests, and of the
/// fold's rows the closed ones and all hourly ones. Every partition has equally many markets.
final class RowsOnTopics implements AutoCloseable {
    private static final long SEED = 20_260_101;
    private static final int CANDLES_PER_PAGE = 500;
    private static final List<Header> REQUEST = List.of(header("fetched.by", "producers-8f14e45f"),
            header("request.started", "2026-01-01T00:00:05.123Z"), header("request.ended", "2026-01-01T00:00:05.321Z"));

    private final KafkaProducer<String, byte[]> producer;
    private final Serializer<io.cryptodata.schemas.avro.Candle> candleBytes;
    private final Serializer<io.cryptodata.schemas.avro.Indicators> indicatorBytes;
    private int candles;
    private int indicators;

    RowsOnTopics(StreamServers servers) {
        this.producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers.bootstrap(), ProducerConfig.LINGER_MS_CONFIG,
                        10, ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4", ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        "benchmark"),
                new StringSerializer(), new ByteArraySerializer());
        this.candleBytes = serializer(io.cryptodata.schemas.avro.Candle.class, servers);
        this.indicatorBytes = serializer(io.cryptodata.schemas.avro.Indicators.class, servers);
        producer.initTransactions();
    }

    private static <T extends SpecificRecord> Serializer<T> serializer(Class<T> type, StreamServers servers) {
        return AvroSerdes.of(type, servers.registry()).serializer();
    }

    /// Writes the history of some markets of each partition, a page per transaction.
    void write(int marketsPerPartition, int hours) {
        List<Market> markets = markets(marketsPerPartition);
        List<List<Candle>> walks = new ArrayList<>();
        List<CandleFold> folds = new ArrayList<>();
        for (Market market : markets) {
            walks.add(RandomWalk.of(market, hours, SEED + walks.size()));
            folds.add(CandleFold.of(market));
        }
        for (int first = 0; first < hours; first += CANDLES_PER_PAGE) {
            for (int market = 0; market < walks.size(); market++) {
                writePage(walks.get(market).subList(first, Math.min(first + CANDLES_PER_PAGE, hours)),
                        folds.get(market));
            }
        }
    }

    /// How many rows lie on a topic.
    int rows(String topic) {
        return topic.equals(TopicName.CANDLES_1H) ? candles : indicators;
    }

    private void writePage(List<Candle> page, CandleFold fold) {
        producer.beginTransaction();
        for (int i = 0; i < page.size(); i++) {
            Candle candle = page.get(i);
            List<Header> headers = new ArrayList<>(REQUEST);
            headers.add(CandleHeaders.remaining(page.size() - 1 - i));
            byte[] value = candleBytes.serialize(TopicName.CANDLES_1H, CandleRecords.toAvro(candle));
            var _ = producer.send(new ProducerRecord<>(TopicName.CANDLES_1H, null, candle.market().key(), value,
                    headers));
            candles++;
            fold.add(candle, sending(candle.market()));
        }
        producer.commitTransaction();
    }

    private FoldOutput sending(Market market) {
        return new FoldOutput() {
            @Override
            public void indicators(IndicatorRow row) {
                if (row.closed()) {
                    var _ = producer.send(new ProducerRecord<>(TopicName.INDICATORS, market.key(), indicatorBytes
                            .serialize(TopicName.INDICATORS, IndicatorRecords.toAvro(market, row))));
                    indicators++;
                }
            }

            @Override
            public void rollup(RollupRow row) {
                // the sinks do not read candles.rollup
            }
        };
    }

    private static List<Market> markets(int perPartition) {
        int partitions = Topics.catalogue().named(TopicName.CANDLES_1H).partitions();
        List<Market> markets = new ArrayList<>();
        int[] taken = new int[partitions];
        for (int i = 0; markets.size() < perPartition * partitions; i++) {
            Market market = new Market("binance", "M" + i + "/USDT");
            int partition = Utils.toPositive(Utils
                    .murmur2(market.key().getBytes(StandardCharsets.UTF_8))) % partitions;
            if (taken[partition] < perPartition) {
                taken[partition]++;
                markets.add(market);
            }
        }
        return markets;
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        producer.close();
        candleBytes.close();
        indicatorBytes.close();
    }
}
