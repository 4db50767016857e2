package io.cryptodata.producers.coingecko;

import io.cryptodata.producers.fetch.CallExecutor;
import io.cryptodata.producers.fetch.RetryRules;
import io.cryptodata.producers.http.HttpTransport;
import io.cryptodata.producers.kafka.LeaderWriter;
import io.cryptodata.producers.ratelimit.Priority;
import io.cryptodata.producers.ratelimit.RequestBudget;
import io.cryptodata.producers.ratelimit.Share;
import io.cryptodata.producers.ratelimit.WallTime;
import io.cryptodata.schemas.avro.CoinMarket;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.serialization.Serializer;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/// Assembles the snapshot job: CoinGecko's client, its executor and the publisher to Kafka.
public final class CoinGecko {
    /// Its name as an exchange, and in metrics.
    public static final String NAME = "coingecko";

    /// CoinGecko requests pauses of up to two minutes
    private static final RetryRules RULES = new RetryRules(5, Duration.ofSeconds(1), Duration.ofSeconds(30),
            Duration.ofMinutes(3));

    private CoinGecko() {}

    /// What the job needs of its process.
    ///
    /// @param http closed by its creator
    /// @param clock of the time in the rows: our own clock, or a simulated one
    /// @param writer publishes the snapshots while it is open
    /// @param member the name of this process in record headers
    /// @param hasShare whether this process may send requests
    public record Context(HttpClient http, WallTime time, InstantSource clock, LeaderWriter writer,
            Serializer<CoinMarket> rows, String member, MeterRegistry metrics, BooleanSupplier hasShare) {}

    /// The job that takes one snapshot per run. It opens nothing that has to be closed.
    public static SnapshotJob job(CoinGeckoConfig config, Context context) {
        KafkaSnapshotPublisher publisher = new KafkaSnapshotPublisher(context.writer, context.rows, context.member);
        return new SnapshotJob(new SnapshotJob.Shape(config.pages(), config.perPage()),
                pages(config, context), publisher, context.time, context.clock);
    }

    /// Only one process at a time takes snapshots, so its budget is not divided.
    static CoinPages pages(CoinGeckoConfig config, HttpClient http, WallTime time, MeterRegistry metrics) {
        return pages(config, http, new CallExecutor(NAME, new RequestBudget(Share.WHOLE, time), RULES, time, metrics));
    }

    private static CoinPages pages(CoinGeckoConfig config, Context context) {
        RequestBudget budget = new RequestBudget(Share.WHOLE, context.time, context.hasShare);
        return pages(config, context.http, new CallExecutor(NAME, budget, RULES, context.time, context.metrics));
    }

    private static CoinPages pages(CoinGeckoConfig config, HttpClient http, CallExecutor calls) {
        CoinGeckoClient client = new CoinGeckoClient(new HttpTransport(http), config);
        return number -> calls.run(client.page(number), Priority.LIVE);
    }
}
