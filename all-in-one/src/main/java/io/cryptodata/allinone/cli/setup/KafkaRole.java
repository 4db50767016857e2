package io.cryptodata.allinone.cli.setup;

import io.cryptodata.allinone.embedded.WorkerConfig;
import io.cryptodata.api.deadletter.LetterRetry;
import io.cryptodata.producers.group.GroupConsumers;
import io.cryptodata.producers.publishing.KafkaCandlePublisher;
import io.cryptodata.schemas.Topic;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.Topics;
import io.cryptodata.service.topic.TopicAside;
import io.cryptodata.sinks.deployment.SinkTable;
import io.cryptodata.streams.replay.Replay;
import io.cryptodata.streams.runtime.StreamsProperties;
import org.apache.kafka.common.acl.AclBinding;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static io.cryptodata.allinone.cli.setup.KafkaGrant.group;
import static io.cryptodata.allinone.cli.setup.KafkaGrant.topic;
import static io.cryptodata.allinone.cli.setup.KafkaGrant.transaction;
import static org.apache.kafka.common.acl.AclOperation.ALTER_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DELETE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

/// Who uses the broker, and all that each may do there. Nobody may change rights, settings of the broker, or offsets of
/// another's group.
public enum KafkaRole {
    /// `./cda topics`. To change the number of partitions it needs the rights of an administrator.
    TOPICS(KafkaRole::ofTopics),
    /// The producers.
    PRODUCERS(KafkaRole::ofProducers),
    /// The stream, with its changelog topics, and the replays that it runs itself.
    STREAMS(KafkaRole::ofStreams),
    /// The Connect worker with its connectors.
    CONNECT(KafkaRole::ofConnect),
    /// The process that deploys and watches the connectors.
    SINKS(KafkaRole::ofSinks),
    /// The commands of operators: `status`, `tail`, `gaps`, `verify-store`, `replay`, `dlq`, `ledger reset`, `rebuild`, `cleanup`.
    OPERATOR(KafkaRole::ofOperator),
    /// The read API and the page, with the actions of operators on it.
    API(KafkaRole::ofApi),
    /// A bot.
    BOT(KafkaRole::ofBot);

    /// What the names of the consumer groups of bots start with.
    public static final String GROUPS_OF_BOTS = "bot.";

    private static final List<String> READ_BY_BOTS = List.of(TopicName.CANDLES_1H, TopicName.CANDLES_ROLLUP,
            TopicName.INDICATORS, TopicName.COINGECKO_SNAPSHOTS, TopicName.UNIVERSE, TopicName.LISTINGS);
    /// compacted topics that the producers keep their state in
    private static final List<String> STATE_OF_PRODUCERS = List.of(TopicName.UNIVERSE, TopicName.LEDGER,
            TopicName.LISTINGS);
    private static final List<String> OVERRIDES = List.of(TopicName.OVERRIDES_ASSET_DECLARATION,
            TopicName.OVERRIDES_FLAGS);
    private static final List<String> FOLDED = List.of(TopicName.CANDLES_1H, TopicName.CANDLES_REPLAY,
            TopicName.COINGECKO_MARKETS);

    private final Supplier<Stream<KafkaGrant>> grants;

    KafkaRole(Supplier<Stream<KafkaGrant>> grants) {
        this.grants = grants;
    }

    /// Such as `producers`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The principal that it has where none is named, such as `User:cda-producers`.
    public String principal() {
        return "User:cda-" + label();
    }

    List<KafkaGrant> grants() {
        return grants.get().toList();
    }

    /// All that a principal in this role may do.
    public List<AclBinding> bindings(String principal) {
        return grants().stream().flatMap(grant -> grant.bindings(principal)).toList();
    }

    @Override
    public String toString() {
        return label();
    }

    private static Stream<KafkaGrant> ofTopics() {
        return Stream.concat(
                all().map(name -> topic(name, CREATE, DESCRIBE, DESCRIBE_CONFIGS, ALTER_CONFIGS)),
                all().map(name -> topic(TopicAside.of(name), DESCRIBE)));
    }

    private static Stream<KafkaGrant> ofProducers() {
        return Stream.of(
                STATE_OF_PRODUCERS.stream().map(name -> topic(name, READ, WRITE)),
                Stream.concat(OVERRIDES.stream(), Stream.of(TopicName.OPERATIONS)).map(name -> topic(name, READ)),
                Stream.of(TopicName.CANDLES_1H, TopicName.CANDLES_QUARANTINE, TopicName.COINGECKO_MARKETS,
                        TopicName.TASK_RUNS).map(name -> topic(name, WRITE)),
                // the newest letters are read before one is added
                letters(STATE_OF_PRODUCERS).map(name -> topic(name, READ, WRITE)),
                letters(OVERRIDES).map(name -> topic(name, READ, WRITE)),
                letters(List.of(TopicName.OPERATIONS)).map(name -> topic(name, READ, WRITE)),
                asides(TopicName.CANDLES_1H, TopicName.CANDLES_QUARANTINE, TopicName.UNIVERSE, TopicName.LEDGER),
                Stream.of(group(GroupConsumers.GROUP, READ),
                        transaction(KafkaCandlePublisher.TRANSACTIONAL_ID).prefixed()))
                .flatMap(each -> each);
    }

    private static Stream<KafkaGrant> ofStreams() {
        return Stream.of(
                FOLDED.stream().filter(name -> !name.equals(TopicName.CANDLES_REPLAY)).map(name -> topic(name, READ)),
                Stream.of(TopicName.RATES_USD, TopicName.CANDLES_REPLAY).map(name -> topic(name, READ, WRITE)),
                Stream.of(TopicName.INDICATORS, TopicName.CANDLES_ROLLUP, TopicName.COINGECKO_SNAPSHOTS)
                        .map(name -> topic(name, WRITE)),
                letters(FOLDED).map(name -> topic(name, WRITE)),
                asides(TopicName.CANDLES_1H, TopicName.CANDLES_REPLAY, TopicName.CANDLES_ROLLUP, TopicName.INDICATORS),
                Stream.of(group(StreamsProperties.APPLICATION_ID, READ),
                        topic(StreamsProperties.APPLICATION_ID + '-', CREATE, READ, WRITE, DESCRIBE_CONFIGS)
                                .prefixed(),
                        transaction(StreamsProperties.APPLICATION_ID + '-').prefixed(),
                        transaction(Replay.TRANSACTIONAL_ID + '-').prefixed()))
                .flatMap(each -> each);
    }

    private static Stream<KafkaGrant> ofConnect() {
        Map<String, String> worker = WorkerConfig.embedded();
        return Stream.of(
                Stream.of("config", "offset", "status").map(each -> setting(worker, each + ".storage.topic"))
                        .map(name -> topic(name, CREATE, READ, WRITE, DESCRIBE_CONFIGS)),
                SinkTable.ALL.stream().map(table -> topic(table.topic(), READ)),
                SinkTable.ALL.stream().map(table -> topic(TopicName.deadLettersOf(table.topic()), WRITE)),
                SinkTable.ALL.stream().map(table -> group(table.group(), READ)),
                Stream.concat(OVERRIDES.stream(), Stream.of(TopicName.OVERRIDES_HEARTBEAT))
                        .map(name -> topic(name, WRITE)),
                Stream.of(group(setting(worker, "group.id"), READ)))
                .flatMap(each -> each);
    }

    private static Stream<KafkaGrant> ofSinks() {
        return Stream.of(
                SinkTable.ALL.stream().map(table -> group(table.group(), DESCRIBE)),
                SinkTable.ALL.stream().map(SinkTable::topic).filter(name -> !name.equals(TopicName.TASK_RUNS))
                        .map(name -> topic(name, DESCRIBE)),
                all().filter(name -> name.endsWith(TopicName.deadLettersOf(""))).map(name -> topic(name, DESCRIBE)),
                // keys of rows that were deleted while the slot was lost
                OVERRIDES.stream().map(name -> topic(name, READ, WRITE)),
                Stream.of(topic(TopicName.TASK_RUNS, WRITE)))
                .flatMap(each -> each);
    }

    private static Stream<KafkaGrant> ofOperator() {
        return Stream.concat(ofApi(), Stream.of(topic(StreamsProperties.APPLICATION_ID + '-', DESCRIBE).prefixed(),
                transaction(KafkaCandlePublisher.TRANSACTIONAL_ID).prefixed(), transaction(Replay.TRANSACTIONAL_ID)));
    }

    private static Stream<KafkaGrant> ofApi() {
        List<String> retried = Topics.catalogue().all().stream().filter(Topic::hasDeadLetters).map(Topic::name)
                .toList();
        // letters are retried on their topic, and marked beside the letter; all other topics that it or a command writes are
        // among them
        List<String> written = Stream.concat(retried.stream(), letters(retried)).toList();
        return Stream.of(
                all().map(name -> written.contains(name) ? topic(name, READ, WRITE) : topic(name, READ)),
                Stream.of(group(StreamsProperties.APPLICATION_ID, DESCRIBE), group(GroupConsumers.GROUP, DESCRIBE),
                        transaction(LetterRetry.TRANSACTIONAL_ID)),
                SinkTable.ALL.stream().map(table -> group(table.group(), DESCRIBE)))
                .flatMap(each -> each);
    }

    private static Stream<KafkaGrant> ofBot() {
        return Stream.concat(READ_BY_BOTS.stream().map(name -> topic(name, READ)),
                Stream.of(group(GROUPS_OF_BOTS, READ, DELETE).prefixed()));
    }

    private static Stream<String> all() {
        return Topics.catalogue().all().stream().map(Topic::name);
    }

    private static Stream<String> letters(List<String> topics) {
        return topics.stream().map(TopicName::deadLettersOf);
    }

    /// A start is refused while there is a copy of a topic; it has to be visible for that.
    private static Stream<KafkaGrant> asides(String... topics) {
        return Arrays.stream(topics).map(name -> topic(TopicAside.of(name), DESCRIBE));
    }

    private static String setting(Map<String, String> worker, String name) {
        String value = worker.get(name);
        if (value == null) {
            throw new IllegalStateException("the worker's settings lack " + name);
        }
        return value;
    }

    /// Every role by its label.
    static Map<String, KafkaRole> byLabel() {
        return Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(KafkaRole::label, role -> role));
    }
}
