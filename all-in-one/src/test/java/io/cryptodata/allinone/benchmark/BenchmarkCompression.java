package io.cryptodata.allinone.benchmark;

import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.fold.CandleFold;
import io.cryptodata.domain.fold.FoldOutput;
import io.cryptodata.domain.fold.IndicatorRow;
import io.cryptodata.domain.fold.RollupRow;
import io.cryptodata.domain.market.Market;
import io.cryptodata.schemas.CandleRecords;
import io.cryptodata.schemas.IndicatorRecords;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.registry.InMemoryRegistry;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.BufferSupplier;
import org.apache.kafka.common.utils.CloseableIterator;
import org.apache.kafka.common.utils.Utils;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Batches per second that are compressed and decompressed, on one thread, by compression and by records per batch. Prints the
/// bytes per record. The records are those of one hour of many markets, as a partition receives them.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BenchmarkCompression {
    private static final int HOURS = 24 * 60;
    private static final long SEED = 20_260_101;

    /// The record's type.
    @Param({"Indicators", "Candle"})
    public String type = "Indicators";

    /// The compression; gzip with its level.
    @Param({"none", "lz4", "gzip 1", "gzip 6"})
    public String compression = "none";

    /// Records per batch: one, the rows of a market, and about what a commit of the stream has for a partition.
    @Param({"1", "8", "100"})
    public int records = 1;

    private final ByteBuffer buffer = ByteBuffer.allocate(128 << 10);
    private final BufferSupplier buffers = BufferSupplier.create();
    private List<byte[]> keys = List.of();
    private List<byte[]> values = List.of();
    private MemoryRecords batch = MemoryRecords.EMPTY;

    /// Computes the records and prints their size.
    @Setup
    public void compute() {
        keys = new ArrayList<>();
        values = new ArrayList<>();
        for (int market = 0; values.size() < records; market++) {
            addNewestHour(market);
        }
        byte[] bytes = Utils.toArray(compress().buffer());
        batch = MemoryRecords.readableRecords(ByteBuffer.wrap(bytes));
        System.out.printf("%n%s, %s, %d per batch: %.1f bytes per record%n", type, compression, records,
                (double) batch.sizeInBytes() / records);
    }

    /// As a producer does.
    @Benchmark
    public MemoryRecords compress() {
        MemoryRecordsBuilder builder = MemoryRecords.builder(buffer.clear(), codec(),
                TimestampType.CREATE_TIME, 0);
        for (int i = 0; i < records; i++) {
            builder.append(SEED, keys.get(i), values.get(i));
        }
        return builder.build();
    }

    /// As a broker and every consumer do.
    @Benchmark
    public void decompress(Blackhole blackhole) {
        for (RecordBatch read : batch.batches()) {
            try (CloseableIterator<Record> all = read.streamingIterator(buffers)) {
                all.forEachRemaining(each -> blackhole.consume(each.value()));
            }
        }
    }

    private Compression codec() {
        return switch (compression) {
            case "none" -> Compression.NONE;
            case "lz4" -> Compression.lz4().build();
            case "gzip 1" -> Compression.gzip().level(1).build();
            case "gzip 6" -> Compression.gzip().level(6).build();
            default -> throw new IllegalArgumentException("unknown compression: " + compression);
        };
    }

    /// The rows of all timeframes for the last hour of a market, or its candle.
    private void addNewestHour(int number) {
        Market market = new Market("binance", "M" + number + "/USDT");
        List<Candle> candles = RandomWalk.of(market, HOURS, SEED + number);
        List<SpecificRecord> newest = new ArrayList<>();
        if (type.equals("Candle")) {
            newest.add(CandleRecords.toAvro(candles.getLast()));
            addAll(market, newest,
                    AvroSerdes.of(io.cryptodata.schemas.avro.Candle.class, new InMemoryRegistry()).serializer());
        } else {
            CandleFold fold = CandleFold.of(market);
            candles.forEach(candle -> {
                newest.clear();
                fold.add(candle, into(market, newest));
            });
            addAll(market, newest,
                    AvroSerdes.of(io.cryptodata.schemas.avro.Indicators.class, new InMemoryRegistry()).serializer());
        }
    }

    private static FoldOutput into(Market market, List<SpecificRecord> rows) {
        return new FoldOutput() {
            @Override
            public void indicators(IndicatorRow row) {
                rows.add(IndicatorRecords.toAvro(market, row));
            }

            @Override
            public void rollup(RollupRow row) {}
        };
    }

    @SuppressWarnings("unchecked")
    private void addAll(Market market, List<SpecificRecord> rows, Serializer<?> serializer) {
        for (SpecificRecord row : rows) {
            keys.add(market.key().getBytes(StandardCharsets.UTF_8));
            values.add(((Serializer<SpecificRecord>) serializer).serialize("measured", row));
        }
    }
}
