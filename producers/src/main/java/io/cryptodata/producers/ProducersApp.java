package io.cryptodata.producers;

import io.cryptodata.domain.ledger.Work;
import io.cryptodata.producers.ledger.CompactedTopic;
import io.cryptodata.producers.ledger.LedgerBook;
import io.cryptodata.producers.polling.PollerThreads;
import io.cryptodata.producers.polling.VenueAccess;
import io.cryptodata.producers.polling.VenuePoller;
import io.cryptodata.producers.publishing.KafkaCandlePublisher;
import io.cryptodata.producers.publishing.KafkaCandlePublisher.StoredLedgers;
import io.cryptodata.producers.publishing.KafkaClients;
import io.cryptodata.producers.publishing.PageRecords;
import io.cryptodata.producers.universe.ListedMarkets;
import io.cryptodata.producers.universe.TrackedMarkets;
import io.cryptodata.producers.universe.Universe;
import io.cryptodata.producers.universe.UniverseTopic;
import io.cryptodata.producers.venue.GatedListing;
import io.cryptodata.producers.venue.VenueHttp;
import io.cryptodata.schemas.AvroSerdes;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.Candle;
import io.cryptodata.schemas.avro.LedgerEntry;
import io.cryptodata.schemas.avro.QuarantinedCandle;
import io.cryptodata.schemas.avro.UniverseEntry;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.Serde;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Exchange HTTP to closed candles on topics. Listing → universe → per market: what the ledger says is due → one page →
/// one transaction of candles, quarantined rows and the ledger entry.
public final class ProducersApp implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProducersApp.class);
    private static final Duration READING = Duration.ofSeconds(60);

    private final ProducersConfig config;
    private final MeterRegistry metrics;
    private final LedgerBook book = new LedgerBook();
    private final List<VenuePoller> pollers = new CopyOnWriteArrayList<>();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    public ProducersApp(ProducersConfig config, MeterRegistry metrics) {
        this.config = config;
        this.metrics = metrics;
    }

    /// Waits for Kafka and the registry, reads what is known, and begins to poll. Returns once polling runs.
    ///
    /// @throws ProducersException if something is missing; its message says what to do
    public synchronized void start() {
        LOG.info("starting with {}", config);
        try {
            begin();
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new ProducersException("interrupted while starting", e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void begin() throws InterruptedException {
        HttpClient http = closedLater(VenueHttp.newClient());
        List<OpenVenue> venues = config.venues().stream().map(venue -> Venues.open(venue, http, metrics)).toList();
        new Dependencies(config, http).await();
        KafkaClients clients = new KafkaClients(config.kafka().bootstrapServers());
        KafkaCandlePublisher publisher = closedLater(publisher(clients));
        publisher.open();
        Universe universe = universe(clients);
        venues.forEach(venue -> venue.candles()
                .ifPresent(candles -> poll(venue.exchange(), candles, universe, publisher)));
    }

    private void poll(String exchange, VenueAccess venue, Universe universe, KafkaCandlePublisher publisher) {
        TrackedMarkets markets = new ListedMarkets(exchange,
                () -> GatedListing.whole(venue.at(Work.Priority.LIVE)), universe, config.universe()::isEligible);
        VenuePoller poller = new VenuePoller(exchange, venue, markets, publisher, book, config.pollRules(),
                new ProducerMetrics(exchange, metrics), InstantSource.system());
        pollers.add(poller);
        closedLater(new PollerThreads(poller, config.pollRules())).start();
    }

    private KafkaCandlePublisher publisher(KafkaClients clients) {
        Serde<LedgerEntry> ledgers = serde(LedgerEntry.class);
        PageRecords records = new PageRecords(config.kafka().member(), serde(Candle.class).serializer(),
                serde(QuarantinedCandle.class).serializer(), ledgers.serializer());
        StoredLedgers stored = new StoredLedgers(
                new CompactedTopic(TopicName.LEDGER, clients::committedReader, READING), ledgers.deserializer());
        return new KafkaCandlePublisher(config.kafka().partitions(), clients, records, stored, book);
    }

    private Universe universe(KafkaClients clients) {
        Producer<String, byte[]> producer = closedLater(clients.idempotent());
        UniverseTopic topic = new UniverseTopic(config.kafka().partitions(),
                new CompactedTopic(TopicName.UNIVERSE, clients::committedReader, READING), producer,
                serde(UniverseEntry.class));
        return new Universe(topic.read(), topic::write);
    }

    private <T extends SpecificRecord> Serde<T> serde(Class<T> type) {
        return closedLater(AvroSerdes.of(type, config.kafka().registryUrl().toString()));
    }

    /// How every venue and every tracked market stands.
    public ProducersStatus status() {
        return new ProducersStatus(pollers.stream().map(VenuePoller::status).toList(),
                pollers.stream().flatMap(poller -> poller.markets().stream())
                        .sorted(Comparator.comparing(market -> market.market().key())).toList());
    }

    /// Whether everything that the venues have up to their present clocks is published. An hour that a venue does not
    /// show, although it was asked, counts as one it does not have; a market in trouble is not caught up.
    public boolean caughtUp() {
        return !pollers.isEmpty() && pollers.stream().allMatch(VenuePoller::caughtUp);
    }

    /// Lets the pages under way finish and stops. What was not committed is asked for again after the next start.
    @Override
    public synchronized void close() {
        while (!open.isEmpty()) {
            AutoCloseable last = open.pop();
            try {
                last.close();
            } catch (Exception e) {
                LOG.warn("{} did not close cleanly", last.getClass().getSimpleName(), e);
            }
        }
        pollers.clear();
    }

    private <T extends AutoCloseable> T closedLater(T part) {
        open.push(part);
        return part;
    }
}
