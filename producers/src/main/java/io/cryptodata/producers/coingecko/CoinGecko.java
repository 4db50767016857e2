package io.cryptodata.producers.coingecko;

import io.cryptodata.producers.kafka.KafkaClients;
import io.cryptodata.producers.ratelimit.Charge;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.fetch.RetryRules;
import io.cryptodata.producers.ratelimit.Priority;
import io.cryptodata.producers.ratelimit.RequestBudget;
import io.cryptodata.producers.fetch.RequestGate;
import io.cryptodata.producers.http.HttpTransport;
import io.cryptodata.producers.ratelimit.WallTime;
import io.cryptodata.schemas.avro.CoinMarket;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.serialization.Serializer;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// CoinGecko with everything that belongs context its client: the budget, the gate and the way to Kafka.
public final class CoinGecko {
    /// Its name as an exchange, in metrics and as the name of the gate.
    public static final String NAME = "coingecko";

    /// CoinGecko asks for up to two minutes of patience
    private static final RetryRules RULES = new RetryRules(5, Duration.ofSeconds(1), Duration.ofSeconds(30),
            Duration.ofMinutes(3));

    private CoinGecko() {}

    /// What the job needs of the process it runs in.
    ///
    /// @param http whoever made it closes it
    /// @param clock says what time is on the rows: our own clock, or a simulated one
    /// @param member the name of this process in record headers
    public record Context(HttpClient http, WallTime time, InstantSource clock, KafkaClients clients,
            Serializer<CoinMarket> rows, String member, MeterRegistry metrics) {}

    /// The job that takes a snapshot whenever it is run. It opens nothing that would have to be closed.
    public static SnapshotJob job(CoinGeckoConfig config, Context context) {
        KafkaSnapshotPublisher publisher = new KafkaSnapshotPublisher(
                () -> context.clients.transactional(KafkaSnapshotPublisher.TRANSACTIONAL_ID), context.rows,
                context.member);
        return new SnapshotJob(new SnapshotJob.Shape(config.pages(), config.perPage()),
                pages(config, context.http, context.time, context.metrics), publisher, context.time, context.clock);
    }

    /// Only one process at a time takes snapshots, so its budget is not divided.
    static CoinPages pages(CoinGeckoConfig config, HttpClient http, WallTime time, MeterRegistry metrics) {
        RequestGate gate = new RequestGate(NAME, new RequestBudget(1, time), RULES, time, metrics);
        RequestGate.Cost cost = new RequestGate.Cost("coins_markets",
                List.of(new Charge(Tier.limit(config.callsPerMinute()), 1)));
        CoinGeckoClient client = new CoinGeckoClient(new HttpTransport(http), config);
        return number -> page(gate, cost, client, number);
    }

    private static Fetch<CoinPage> page(RequestGate gate, RequestGate.Cost cost, CoinGeckoClient client, int number) {
        return gate.ask(cost, Priority.LIVE, RULES.retries(), () -> client.page(number));
    }
}
