package io.cryptodata.streams.candle;

import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.market.Market;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import static io.cryptodata.streams.candle.CandleScript.BTC;
import static org.assertj.core.api.Assertions.assertThat;

/// A stream that continues from the store of a former release in the middle of everything: late hours that were put aside, a
/// correction, a running replay, a market that needs a rate. It emits what a stream that was never stopped emits.
///
/// A fixture is the entries of such a store: key and value with their lengths, compressed.
class StoreFixtureTest {
    private static final Path FOLDER = Path.of("src/test/resources/market-state");
    private static final Path NEWEST = FOLDER.resolve("store-2.bin.gz");
    private static final Market RATED = new Market("binance", "ETH/BTC");
    private static final int STORED = 300;
    private static final int REPLAYED = 150;
    private static final int HOURS = 400;
    private static final int HOLE = 120;
    private static final int REVISED = 290;

    private final List<Candle> walk = CandleScript.walk(BTC, HOURS, 7);
    private final List<Candle> rated = CandleScript.walk(RATED, HOURS, 8);

    @TempDir
    Path stateDir;

    static List<Path> fixtures() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void a_stored_stream_continues_like_one_that_was_never_stopped(Path fixture) throws IOException {
        List<Object> expected;
        try (TopologyDriver driver = new TopologyDriver(stateDir.resolve("uninterrupted"))) {
            begin(driver);
            expected = proceed(driver);
        }
        try (TopologyDriver driver = new TopologyDriver(stateDir.resolve("upgraded"))) {
            load(fixture, driver.store());
            assertThat(proceed(driver)).isEqualTo(expected);
            assertThat(driver.deadLetters()).isEmpty();
            assertThat(driver.countedReplayed("completed")).isEqualTo(1);
        }
    }

    @Test
    void the_newest_fixture_has_every_kind_of_entry_that_is_written() throws IOException {
        try (TopologyDriver written = new TopologyDriver(stateDir.resolve("written"));
                TopologyDriver stored = new TopologyDriver(stateDir.resolve("stored"))) {
            begin(written);
            load(NEWEST, stored.store());
            assertThat(kindsIn(stored.store())).isEqualTo(kindsIn(written.store())).contains("p", "c", "r");
        }
    }

    /// Run once for a new kind or version of entries, before it is released, with another name in `NEWEST`: a fixture that has
    /// been released is never rewritten.
    @Test
    @EnabledIfSystemProperty(named = "approve", matches = "true")
    void writes_the_fixture_of_new_entries() throws IOException {
        if (Files.notExists(NEWEST)) {
            Files.createDirectories(FOLDER);
            try (TopologyDriver driver = new TopologyDriver(stateDir)) {
                begin(driver);
                Files.write(NEWEST, bytesOf(driver.store()));
            }
        }
    }

    private void begin(TopologyDriver driver) {
        driver.send(walk.subList(0, HOLE));
        driver.send(walk.subList(HOLE + 2, STORED));
        driver.send(List.of(revised(walk.get(REVISED))));
        driver.send(rated.subList(0, 10));
        driver.replay("one", walk.subList(0, STORED), 0, REPLAYED, walk.get(STORED).openTime());
        driver.sendOfPage(walk.get(HOLE), 1, walk.get(STORED).openTime());
        driver.indicators();
        driver.rollups();
    }

    /// Ends the page, the replay and the week, revises an hour of before, and goes on with the other market at hours whose
    /// rates come after the fixture: those of before are in another store.
    private List<Object> proceed(TopologyDriver driver) {
        driver.sendOfPage(walk.get(HOLE + 1), 0, walk.get(STORED).openTime());
        driver.send(walk.subList(STORED, STORED + 10));
        driver.replay("one", walk.subList(0, STORED), REPLAYED, STORED, walk.get(STORED + 10).openTime());
        driver.send(List.of(revised(walk.get(STORED - 5))));
        driver.send(walk.subList(STORED + 10, HOURS));
        driver.send(rated.subList(STORED + 20, STORED + 30));
        List<Object> emitted = new ArrayList<>();
        driver.indicators().stream().map(TestRecord::value).forEach(emitted::add);
        driver.rollups().stream().map(TestRecord::value).forEach(emitted::add);
        return emitted;
    }

    private static Candle revised(Candle candle) {
        return new Candle(candle.market(), candle.openTime(), candle.open(), candle.high(), candle.low(),
                candle.low(), candle.volume(), candle.revision() + 1);
    }

    private static TreeSet<String> kindsIn(KeyValueStore<String, byte[]> store) {
        TreeSet<String> kinds = new TreeSet<>();
        try (KeyValueIterator<String, byte[]> all = store.all()) {
            all.forEachRemaining(entry -> kinds.add(kindOf(entry.key)));
        }
        return kinds;
    }

    /// The letter after the market, or the character before it.
    private static String kindOf(String key) {
        int end = key.indexOf('\0');
        return end < 0 ? key.substring(0, 1) : key.substring(end + 1, end + 2);
    }

    private static byte[] bytesOf(KeyValueStore<String, byte[]> store) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes));
                KeyValueIterator<String, byte[]> all = store.all()) {
            while (all.hasNext()) {
                var entry = all.next();
                out.writeUTF(entry.key);
                out.writeInt(entry.value.length);
                out.write(entry.value);
            }
        }
        return bytes.toByteArray();
    }

    private static void load(Path fixture, KeyValueStore<String, byte[]> store) throws IOException {
        try (DataInputStream in = new DataInputStream(new GZIPInputStream(Files.newInputStream(fixture)))) {
            while (true) {
                store.put(in.readUTF(), in.readNBytes(in.readInt()));
            }
        } catch (EOFException end) {
            assertThat(store.approximateNumEntries()).isPositive();
        }
    }
}
