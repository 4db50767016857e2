package io.cryptodata.streams.candle;

import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.market.Market;
import io.cryptodata.schemas.avro.Indicators;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import static io.cryptodata.streams.candle.CandleScript.BTC;
import static io.cryptodata.streams.candle.CandleScript.START;
import static org.assertj.core.api.Assertions.assertThat;

/// `volume_usd` of markets that are not quoted in USDT.
class UsdRateTest {
    private static final Market ADA = new Market("binance", "ADA/BTC");

    @TempDir
    Path stateDir;

    @Test
    void a_rate_that_is_there_converts_the_volume() {
        try (TopologyDriver driver = driver()) {
            driver.send(List.of(hour(BTC, 0, 42_000, 0)));
            driver.indicators();
            driver.send(List.of(hour(ADA, 0, 0.00001, 0)));
            assertThat(driver.values()).hasSize(8)
                    .allSatisfy(row -> assertThat(row.getVolumeUsd()).isEqualTo(10 * (0.00001 * 42_000)));
        }
    }

    @Test
    void without_a_rate_the_volume_is_null_and_follows_with_a_greater_revision_when_the_rate_arrives() {
        try (TopologyDriver driver = driver()) {
            driver.send(List.of(hour(ADA, 0, 0.00001, 0)));
            List<Indicators> without = driver.values();
            assertThat(without).hasSize(8).allMatch(row -> row.getVolumeUsd() == null && row.getRevision() == 0);
            driver.send(List.of(hour(BTC, 0, 42_000, 0)));
            driver.indicators();
            driver.advanceWallClock();
            List<Indicators> with = driver.values();
            assertThat(with).hasSize(8).allMatch(row -> row.getVolumeUsd() == 10 * (0.00001 * 42_000)
                    && row.getRevision() == 2 && row.getAsset().equals("ADA/BTC"));
            driver.advanceWallClock();
            assertThat(driver.values()).isEmpty();
        }
    }

    @Test
    void a_revised_rate_converts_again() {
        try (TopologyDriver driver = driver()) {
            driver.send(List.of(hour(BTC, 0, 42_000, 0), hour(ADA, 0, 0.00001, 0), hour(BTC, 0, 42_100, 1)));
            driver.indicators();
            driver.advanceWallClock();
            assertThat(driver.values()).hasSize(8)
                    .allSatisfy(row -> assertThat(row.getVolumeUsd()).isEqualTo(10 * (0.00001 * 42_100)));
        }
    }

    @Test
    void money_is_converted_by_the_inverse_pair_until_there_is_a_direct_one() {
        Market lira = new Market("binance", "USDT/TRY");
        Market direct = new Market("binance", "TRY/USDT");
        Market bitcoin = new Market("binance", "BTC/TRY");
        try (TopologyDriver driver = driver()) {
            driver.send(List.of(hour(lira, 0, 32, 0)));
            driver.indicators();
            driver.send(List.of(hour(bitcoin, 0, 1_344_000, 0)));
            assertThat(driver.values().getFirst().getVolumeUsd()).isEqualTo(10 * (1_344_000 * (1 / 32.0)));
            driver.send(List.of(hour(direct, 0, 0.04, 0)));
            driver.indicators();
            driver.advanceWallClock();
            assertThat(driver.values()).filteredOn(row -> row.getAsset().equals("BTC/TRY")).isNotEmpty()
                    .allSatisfy(row -> assertThat(row.getVolumeUsd()).isEqualTo(10 * (1_344_000 * 0.04)));
        }
    }

    @Test
    void a_rate_of_another_venue_or_hour_is_not_used() {
        try (TopologyDriver driver = driver()) {
            driver.send(List.of(hour(new Market("okx", "BTC/USDT"), 0, 42_000, 0), hour(BTC, 1, 42_000, 0)));
            driver.indicators();
            driver.send(List.of(hour(ADA, 0, 0.00001, 0)));
            driver.advanceWallClock();
            assertThat(driver.values()).hasSize(8).allMatch(row -> row.getVolumeUsd() == null);
        }
    }

    @Test
    void a_rate_that_arrives_after_the_correction_window_is_counted_for_the_markets_that_have_the_hour() {
        try (TopologyDriver driver = driver()) {
            List<Candle> days = IntStream.range(1, 60).mapToObj(day -> hour(ADA, 24 * day, 0.00001, 0)).toList();
            driver.send(days);
            driver.advanceWallClock();
            driver.send(List.of(hour(BTC, 0, 42_000, 0), hour(BTC, 24, 42_000, 0), hour(BTC, 24 * 50, 42_000, 0)));
            driver.advanceWallClock();
            assertThat(driver.meters.get("cda.streams.rates.missed").counter().count()).isEqualTo(1);
            assertThat(driver.meters.get("cda.streams.repriced").counter().count()).isEqualTo(1);
            driver.send(List.of(hour(BTC, 48, 42_000, 0)));
            driver.advanceWallClock();
            assertThat(driver.meters.get("cda.streams.rates.missed").counter().count()).isEqualTo(2);
        }
    }

    private TopologyDriver driver() {
        return new TopologyDriver(stateDir);
    }

    private static Candle hour(Market market, int hour, double price, int revision) {
        Instant openTime = START.plus(Candle.LENGTH.multipliedBy(hour));
        return new Candle(market, openTime, price, price, price, price, 10, revision);
    }
}
