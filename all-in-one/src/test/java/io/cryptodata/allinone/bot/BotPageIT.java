package io.cryptodata.allinone.bot;

import io.cryptodata.allinone.interop.Servers;
import io.cryptodata.domain.market.Market;
import io.cryptodata.schemas.Topic;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.Topics;
import io.cryptodata.schemas.avro.Indicators;
import io.cryptodata.service.npm.NpmPackages;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.retry.Await;
import io.cryptodata.service.topic.TopicAdmin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opentest4j.TestAbortedException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/// The programs of `docs/how-to/write-a-bot.md`, as they stand there, with the addresses and the topic of this test.
@ExtendWith(Servers.Shared.class)
class BotPageIT {
    private static final Path ROOT = Path.of(System.getProperty("repository.root"));
    private static final Market MARKET = new Market("binance", "BTC/USDT");
    private static final long SEED = 20_261_129;
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final Instant LAST = Instant.parse("2030-01-01T00:00:00Z");
    private static final String BROKER_IN_THE_PAGE = "127.0.0.1:9092";
    private static final String REGISTRY_IN_THE_PAGE = "http://127.0.0.1:8081";

    private final Servers servers;

    BotPageIT(Servers servers) {
        this.servers = servers;
    }

    /// A bar as a bot prints it: its version and one value.
    private record Printed(long lastId, int revision, @Nullable Double rsi14) {}

    @Test
    void the_bot_in_java_has_the_newest_version_of_every_closed_bar() throws Exception {
        Path file = Files.writeString(folder().resolve("Bot.java"), program("java", "bots.java"));
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        verify("bots.java", new ProcessBuilder(java, "-cp", classPath, file.toString()));
    }

    @Test
    void the_bot_in_python_has_the_newest_version_of_every_closed_bar() throws Exception {
        String python = Stream.of("python3", "/usr/bin/python3").filter(BotPageIT::hasTheClients).findFirst()
                .orElseThrow(() -> skipped("no python3 has the packages confluent_kafka and avro"));
        Path file = Files.writeString(folder().resolve("bot.py"), program("python", "bots.python"));
        verify("bots.python", new ProcessBuilder(python, file.toString()));
    }

    @Test
    void the_bot_in_node_has_the_newest_version_of_every_closed_bar() throws Exception {
        NpmPackages packages = NpmPackages.installed(ROOT.resolve("all-in-one/target/npm/bots"), "kafkajs@2.2.4",
                "avsc@5.7.9");
        Path file = Files.writeString(packages.folder().resolve("bot.js"), program("javascript", "bots.node"));
        verify("bots.node", new ProcessBuilder("node", file.toString()));
    }

    private void verify(String topic, ProcessBuilder bot) throws IOException {
        RevisedRows rows = new RevisedRows(MARKET, SEED);
        write(topic, rows);
        Path output = folder().resolve(topic + ".out");
        Process process = bot.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            boolean complete = Await.until(() -> !process.isAlive() || !linesOf(output, LAST).isEmpty(), TIMEOUT);
            assertThat(complete && process.isAlive()).as("seed %d: the bot printed %s", SEED, text(output)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(printed(output)).as("seed %d", SEED).isEqualTo(expected(rows));
    }

    /// Compressed as the product's own producers do. Rows of several versions and repeats in any order, and a newer version of each bar in a transaction that is aborted.
    private void write(String topic, RevisedRows rows) {
        List<Indicators> delivered = new ArrayList<>(rows.emitted());
        delivered.addAll(rows.emitted().subList(0, 100));
        Collections.shuffle(delivered, new Random(SEED));
        List<Indicators> aborted = rows.expected().values().stream().map(row -> RevisedRows.withRevision(row, 1000))
                .toList();
        try (var admin = servers.admin(); KafkaProducer<String, byte[]> producer = producer()) {
            TopicAdmin.ensure(admin, new Topics(List.of(new Topic(topic, 1, Topic.Kept.FOR_EVER, null))), 1);
            producer.initTransactions();
            producer.beginTransaction();
            send(producer, topic, aborted);
            producer.flush();
            producer.abortTransaction();
            producer.beginTransaction();
            send(producer, topic, delivered);
            send(producer, topic, List.of(Indicators.newBuilder(delivered.getFirst()).setTimestamp(LAST).setClosed(true)
                    .build()));
            producer.commitTransaction();
        }
    }

    private KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(Map.of("bootstrap.servers", servers.bootstrap(), "transactional.id", "bots",
                "compression.type", "lz4", "linger.ms", 5), new StringSerializer(), new ByteArraySerializer());
    }

    private void send(KafkaProducer<String, byte[]> producer, String topic, List<Indicators> rows) {
        Serializer<Indicators> values = AvroSerdes.of(Indicators.class, servers.registry()).serializer();
        for (Indicators row : rows) {
            // the commit fails if it does
            var unused = producer.send(
                    new ProducerRecord<>(topic, MARKET.key(), values.serialize(TopicName.INDICATORS, row)));
        }
    }

    private static Map<ClosedBars.Bar, Printed> expected(RevisedRows rows) {
        ClosedBars bars = new ClosedBars();
        rows.emitted().forEach(row -> bars.add(MARKET.key(), row));
        Map<ClosedBars.Bar, Printed> expected = new HashMap<>();
        bars.bars().forEach((bar, row) -> expected.put(bar,
                new Printed(row.getLastId(), row.getRevision(), row.getRsi14())));
        return expected;
    }

    /// The last line of each bar.
    private static Map<ClosedBars.Bar, Printed> printed(Path output) {
        Map<ClosedBars.Bar, Printed> printed = new HashMap<>();
        for (String line : text(output).lines().filter(line -> line.startsWith(MARKET.key() + " ")).toList()) {
            String[] words = line.split(" ");
            Instant start = OffsetDateTime.parse(words[2]).toInstant();
            if (!start.equals(LAST)) {
                printed.put(new ClosedBars.Bar(words[0], words[1], start), new Printed(Long.parseLong(words[3]),
                        Integer.parseInt(words[4]), words[5].matches("null|None") ? null : Double.valueOf(words[5])));
            }
        }
        return printed;
    }

    private Path folder() throws IOException {
        return Files.createDirectories(servers.folder("bots"));
    }

    private static List<String> linesOf(Path output, Instant start) {
        String day = start.toString().substring(0, 10);
        return text(output).lines().filter(line -> line.startsWith(MARKET.key() + " ") && line.contains(" " + day))
                .toList();
    }

    private static String text(Path output) {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new IllegalStateException(output + " cannot be read", e);
        }
    }

    /// The only block of this language in the page.
    private String program(String language, String topic) throws IOException {
        String page = Files.readString(ROOT.resolve("docs/how-to/write-a-bot.md"));
        Matcher block = Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$").matcher(page);
        List<String> blocks = block.results().map(found -> found.group(1)).toList();
        assertThat(blocks).as("programs in %s", language).hasSize(1);
        assertThat(blocks.getFirst()).contains(BROKER_IN_THE_PAGE, REGISTRY_IN_THE_PAGE, TopicName.INDICATORS);
        return blocks.getFirst().replace(BROKER_IN_THE_PAGE, servers.bootstrap())
                .replace(REGISTRY_IN_THE_PAGE, servers.registry()).replace(TopicName.INDICATORS, topic);
    }

    private static boolean hasTheClients(String python) {
        try {
            Process found = new ProcessBuilder(python, "-c", "import confluent_kafka, avro")
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return Await.end(found, TIMEOUT) && found.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static TestAbortedException skipped(String reason) {
        System.out.println("Skipped: " + reason);
        return new TestAbortedException(reason);
    }
}
