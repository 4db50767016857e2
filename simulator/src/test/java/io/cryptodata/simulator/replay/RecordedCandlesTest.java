package io.cryptodata.simulator.replay;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.QuarantineReason;
import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.ExpectedCandles;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// Real candle files from a folder beside the repository. The expected counts were determined without this code.
class RecordedCandlesTest {
    private static final Path DATA = Path.of(System.getProperty("repository.root", "."), "..", "shared", "data");
    private static final Market BITCOIN = new Market("binance", "BTC/USDT");

    @Test
    void a_folder_of_many_venues_is_read_and_files_of_other_venues_are_skipped() {
        ReplayedMarkets replayed = replayed("candles");
        ExpectedCandles expectation = replayed.expectedCandles(replayed.end(Instant.now(), Duration.ofMinutes(1)));
        assertThat(expectation.markets()).hasSize(9);
        assertThat(expectation.acceptable()).isEqualTo(73_340);
        assertThat(expectation.quarantined()).isZero();
        assertThat(expectation.superseded()).isZero();
        assertThat(replayed.skipped()).hasSize(13);
        assertThat(expectation.of(BITCOIN).last()).isEqualTo("2026-02-19T03:00:00Z");
    }

    @Test
    void raw_files_contain_off_grid_rows_and_superseded_rows() {
        assertExpected("candles-raw/binance_BTC-USDT_1h.2017-2020.csv", 21_410, "2020-02-01T00:00:00Z", 0,
                Map.of(QuarantineReason.OFF_GRID, 43));
        assertExpected("candles-raw/binance_BTC-USDT_1h.2017-2021.cdd-raw.csv.gz", 33_413, "2021-06-10T00:00:00Z",
                2_649, Map.of());
        assertExpected("candles-raw/binance_BTC-USDT_1h.2023.raw.csv", 6_393, "2023-09-24T08:00:00Z", 24, Map.of());
    }

    private static void assertExpected(String path, int acceptable, String last, int superseded,
            Map<QuarantineReason, Integer> quarantined) {
        ExpectedCandles.PerMarket bitcoin = bitcoin(path);
        assertThat(bitcoin).isEqualTo(new ExpectedCandles.PerMarket(acceptable, Instant.parse(last), superseded, 0,
                quarantined, bitcoin.closedBuckets()));
        assertThat(bitcoin.closedBuckets()).containsEntry(Timeframe.H1, acceptable);
    }

    private static ExpectedCandles.PerMarket bitcoin(String path) {
        ReplayedMarkets replayed = replayed(path);
        Map<Market, ExpectedCandles.PerMarket> markets = replayed
                .expectedCandles(replayed.end(Instant.now(), Duration.ofMinutes(1))).markets();
        assertThat(markets).containsOnlyKeys(BITCOIN);
        return markets.values().iterator().next();
    }

    private static ReplayedMarkets replayed(String path) {
        Path source = DATA.resolve(path);
        assumeTrue(Files.exists(source), "skipped: " + source + " does not exist");
        return new ReplayedMarkets(ReplayFiles.in(source, Set.of("binance")));
    }
}
