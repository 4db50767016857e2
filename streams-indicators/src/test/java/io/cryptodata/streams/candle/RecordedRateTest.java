package io.cryptodata.streams.candle;

import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.market.Market;
import io.cryptodata.schemas.avro.Indicators;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

import static org.assertj.core.api.Assertions.assertThat;

/// `volume_usd` of a recorded market that is quoted in bitcoin; skipped where the recordings are absent.
class RecordedRateTest {
    private static final Path FOLDER = Path.of(System.getProperty("repository.root", ".."), "..", "shared", "data");
    private static final Path ADA = FOLDER.resolve("candles/binance_ADA-BTC_1h.csv");
    private static final Path BTC = FOLDER.resolve("candles-raw/binance_BTC-USDT_1h.2017-2021.cdd-raw.csv.gz");
    private static final Instant FROM = Instant.parse("2020-02-22T00:00:00Z");
    private static final Instant TO = Instant.parse("2020-03-21T00:00:00Z");

    @TempDir
    Path stateDir;

    @BeforeEach
    void requireRecordings() {
        Assumptions.assumeTrue(Files.exists(ADA) && Files.exists(BTC), "no recordings at " + FOLDER + ": skipped");
    }

    @Test
    void equals_the_volume_at_the_closes_of_both_markets_whichever_arrives_first() throws IOException {
        List<Candle> ada = read(new Market("binance", "ADA/BTC"), Files.readString(ADA));
        List<Candle> btc = read(new Market("binance", "BTC/USDT"), unzipped(BTC)).stream().sorted(
                (a, b) -> a.openTime().compareTo(b.openTime())).toList();
        Map<Long, Double> volumes = new HashMap<>();
        try (TopologyDriver driver = new TopologyDriver(stateDir)) {
            driver.send(btc.subList(0, 300));
            driver.send(ada);
            driver.send(btc.subList(300, btc.size()));
            driver.advanceWallClock();
            driver.values().stream()
                    .filter(row -> row.getTimeframe().equals("1h") && row.getAsset().equals("ADA/BTC"))
                    .forEach(row -> volumes.put(row.getLastId(), volumeOf(row)));
        }
        // 2,075,036 ADA at 0.00000607 BTC, at 9,689.67 USDT; 1,595,624 at 0.00000603, at 9,651.09
        assertThat(volumes.get(ada.get(0).lastId())).isEqualTo(122_045.933_454_188_4);
        assertThat(volumes.get(ada.get(1).lastId())).isEqualTo(92_859.050_305_864_79);
        Map<Instant, Double> rates = new HashMap<>();
        btc.forEach(hour -> rates.put(hour.openTime(), hour.close()));
        assertThat(ada).hasSizeGreaterThan(600).allSatisfy(hour -> assertThat(volumes.get(hour.lastId()))
                .isEqualTo(hour.volume() * (hour.close() * rates.getOrDefault(hour.openTime(), Double.NaN))));
    }

    private static double volumeOf(Indicators row) {
        Double volume = row.getVolumeUsd();
        return volume == null ? Double.NaN : volume;
    }

    private static List<Candle> read(Market market, String csv) {
        return csv.lines().skip(1).map(line -> line.split(",", -1))
                .filter(cells -> inside(Instant.parse(cells[2])))
                .map(cells -> new Candle(market, Instant.parse(cells[2]), Double.parseDouble(cells[3]),
                        Double.parseDouble(cells[4]), Double.parseDouble(cells[5]), Double.parseDouble(cells[6]),
                        Double.parseDouble(cells[7]), 0))
                .toList();
    }

    private static boolean inside(Instant time) {
        return !time.isBefore(FROM) && time.isBefore(TO);
    }

    private static String unzipped(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
