package io.cryptodata.allinone.chaos;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.LedgerEntry;
import io.cryptodata.schemas.avro.UniverseEntry;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.topic.TopicReader;
import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import io.cryptodata.simulator.market.World;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The current content of the topics `universe` and `ledger`.
final class ChaosState implements AutoCloseable {
    private static final Duration READ_TIMEOUT = Duration.ofMinutes(3);
    /// how long an hour that its venue does not serve yet may be undecided, the settle delay included
    private static final Duration UNDECIDED = Duration.ofSeconds(125);

    private final Function<String, Instant> venueTime;
    private final World world;
    private final Serde<LedgerEntry> ledgerValues;
    private final Serde<UniverseEntry> universeValues;
    private final TopicReader<String, byte[]> ledgerTopic;
    private final TopicReader<String, byte[]> universeTopic;
    private final Poison poison;
    private final PermanentHoles holes;
    private final Map<String, LedgerEntry> ledgers = new TreeMap<>();
    private final Map<String, UniverseEntry> universe = new TreeMap<>();

    /// @param venueTime each venue's own clock
    /// @param poison the records that are skipped
    ChaosState(String bootstrap, String registry, Function<String, Instant> venueTime, World world, Poison poison,
            PermanentHoles holes) {
        this.poison = poison;
        this.holes = holes;
        this.venueTime = venueTime;
        this.world = world;
        this.ledgerValues = AvroSerdes.of(LedgerEntry.class, registry);
        this.universeValues = AvroSerdes.of(UniverseEntry.class, registry);
        this.ledgerTopic = readerOf(bootstrap, TopicName.LEDGER, new ByteArrayDeserializer());
        this.universeTopic = readerOf(bootstrap, TopicName.UNIVERSE,
                new ByteArrayDeserializer());
    }

    /// A reader of committed records of all partitions of a topic.
    static <V> TopicReader<String, V> readerOf(String bootstrap, String topic, Deserializer<V> values) {
        TopicReader<String, V> reader = TopicReader.of(KafkaAccess.plain(bootstrap), new StringDeserializer(), values,
                READ_TIMEOUT);
        reader.assign(reader.partitions(topic));
        return reader;
    }

    /// Tracked, trading markets that lack an hour that is closed by their venue's clock.
    List<String> incomplete() {
        read();
        return universe.entrySet().stream().filter(entry -> isTracked(entry.getValue()))
                .filter(entry -> !isComplete(ledgers.get(entry.getKey()), entry.getValue().getExchange()))
                .map(Map.Entry::getKey).toList();
    }

    /// Whether every closed hour of every listed and tracked market has been fetched at least once; holes may be open.
    boolean isCaughtUp() {
        return behind(Duration.ZERO).isEmpty() && !universe.isEmpty();
    }

    /// Tracked markets that their venue lists and whose hours closed longer ago than `allowed` have not all been fetched.
    List<String> behind(Duration allowed) {
        read();
        Map<String, Set<String>> listed = new HashMap<>();
        return universe.entrySet().stream().filter(entry -> isListed(entry.getValue())).filter(entry -> {
            String exchange = entry.getValue().getExchange();
            return listed.computeIfAbsent(exchange, this::listedAt).contains(entry.getKey())
                    && !isCaughtUp(ledgers.get(entry.getKey()), venueTime.apply(exchange).minus(allowed));
        }).map(Map.Entry::getKey).toList();
    }

    private Set<String> listedAt(String exchange) {
        return world.venue(exchange).markets(venueTime.apply(exchange)).stream().map(listed -> listed.market().key())
                .collect(Collectors.toSet());
    }

    private boolean isComplete(@Nullable LedgerEntry ledger, String exchange) {
        return ledger != null && holes.areOnlyHolesOf(ledger) && isCaughtUp(ledger, venueTime.apply(exchange));
    }

    private static boolean isCaughtUp(@Nullable LedgerEntry ledger, Instant venueTime) {
        Instant closed = Timeframe.instantOf(Timeframe.epochHourOf(venueTime.minus(UNDECIDED)));
        return ledger != null && ledger.getKnownUpTo() != null && !ledger.getKnownUpTo().isBefore(closed);
    }

    Collection<LedgerEntry> ledgers() {
        read();
        return ledgers.values();
    }

    /// Markets whose entry in the universe contradicts the listing of their venue, for people.
    List<String> wronglyTracked() {
        read();
        Map<String, Set<String>> trading = new HashMap<>();
        return universe.values().stream().filter(entry -> {
            String key = entry.getExchange() + ":" + entry.getAsset();
            return entry.getStatus().equals("TRADING") != trading
                    .computeIfAbsent(entry.getExchange(), this::tradingNow).contains(key);
        }).map(entry -> entry.getExchange() + ":" + entry.getAsset() + " is " + entry.getStatus()
                + " in the universe, unlike on its venue").toList();
    }

    private Set<String> tradingNow(String exchange) {
        return world.venue(exchange).markets(venueTime.apply(exchange)).stream().filter(ListedMarket::tradable)
                .map(listed -> listed.market().key()).collect(Collectors.toSet());
    }

    /// The key of a market that is tracked and trades, by number.
    String tracked(int number) {
        read();
        List<String> keys = universe.entrySet().stream().filter(entry -> isTracked(entry.getValue()))
                .map(Map.Entry::getKey).toList();
        if (keys.isEmpty()) {
            throw new AssertionError("no market is tracked");
        }
        return keys.get(number % keys.size());
    }

    /// Whether the market of a ledger is tracked and trades.
    boolean isTracked(LedgerEntry ledger) {
        UniverseEntry entry = universe.get(ledger.getExchange() + ":" + ledger.getAsset());
        return entry != null && isTracked(entry);
    }

    private static boolean isListed(UniverseEntry entry) {
        return entry.getTracked() && List.of("TRADING", "HALTED").contains(entry.getStatus());
    }

    private static boolean isTracked(UniverseEntry entry) {
        return entry.getTracked() && entry.getStatus().equals("TRADING");
    }

    long confirmedEmpty() {
        return ledgers.values().stream().flatMap(ledger -> ledger.getConfirmedEmpty().stream())
                .mapToLong(range -> Duration.between(range.getFrom(), range.getTo()).toHours()).sum();
    }

    private void read() {
        read(universeTopic, universeValues, universe);
        read(ledgerTopic, ledgerValues, ledgers);
    }

    private <V> void read(TopicReader<String, byte[]> topic, Serde<V> values, Map<String, V> into) {
        topic.readToEnd(record -> {
            if (record.value() != null && !poison.contains(record)) {
                into.put(record.key(), values.deserializer().deserialize(record.topic(), record.value()));
            }
        });
    }

    @Override
    public void close() {
        ledgerTopic.close();
        universeTopic.close();
        ledgerValues.close();
        universeValues.close();
    }
}
