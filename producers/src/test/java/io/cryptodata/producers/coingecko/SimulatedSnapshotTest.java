package io.cryptodata.producers.coingecko;

import io.cryptodata.producers.coingecko.SnapshotResult.Outcome;
import io.cryptodata.producers.ratelimit.WallTime;
import io.cryptodata.schemas.avro.CoinMarket;
import io.cryptodata.simulator.coingecko.SimulatedCoinGecko;
import io.cryptodata.simulator.coingecko.SimulatedCoinGecko.Address;
import io.cryptodata.simulator.venue.Fault;
import io.cryptodata.simulator.venue.RowFault;
import io.cryptodata.simulator.venue.VenueError;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/// Whole snapshots against the simulated CoinGecko, through the executor with its budget.
class SimulatedSnapshotTest {
    private final SimulatedCoins coins = new SimulatedCoins();
    private final List<CoinMarket> published = new ArrayList<>();
    private final ShortPauses time = new ShortPauses();

    @AfterEach
    void close() {
        coins.close();
    }

    @Test
    void without_faults_a_snapshot_is_whole() {
        SnapshotResult result = run();
        assertThat(result.outcome()).isEqualTo(Outcome.OK);
        assertThat(published).hasSize(2000).extracting(CoinMarket::getCoinId).doesNotHaveDuplicates();
        assertThat(coins.open.requests()).isEqualTo(8);
        assertThat(coins.open.budgetExceeded()).isFalse();
    }

    @Test
    void a_snapshot_is_whole_after_transient_faults_of_every_kind() {
        List.of(new Fault.Error(VenueError.SERVER_ERROR, Duration.ZERO), Fault.Response.html(200),
                new Fault.Truncated(),
                new Fault.ConnectionReset(), new Fault.Error(VenueError.TOO_MANY_REQUESTS, Duration.ofSeconds(119)),
                new Fault.Rows(RowFault.DUPLICATED), new Fault.Rows(RowFault.EMPTY),
                new Fault.Rows(RowFault.OUT_OF_ORDER)).forEach(coins.script::add);
        SnapshotResult result = run();
        assertThat(result.outcome()).as("%s", result.detail()).isEqualTo(Outcome.OK);
        assertThat(published).hasSize(2000);
        assertThat(time.paused).contains(Duration.ofSeconds(119));
    }

    @Test
    void when_ranks_change_between_two_pages_each_coin_comes_once_and_completeness_is_true() {
        coins.open.shiftPages(page -> page <= 4 ? Duration.ZERO : Duration.ofHours(3));
        SnapshotResult result = run();
        assertThat(published).extracting(CoinMarket::getCoinId).doesNotHaveDuplicates();
        boolean complete = published.size() >= 2000;
        assertThat(result.outcome()).isEqualTo(complete ? Outcome.OK : Outcome.PARTIAL);
        assertThat(published).allSatisfy(row -> assertThat(row.getComplete()).isEqualTo(complete));
        assertThat(result.counts().get("coins_on_two_pages")).isPositive();
        assertThat(coins.open.requests()).isEqualTo(9);
    }

    @Test
    void a_snapshot_interrupted_by_a_firewall_is_incomplete() {
        coins.script.add(new Fault.Rows(RowFault.OUT_OF_ORDER));
        coins.script.add(new Fault.Error(VenueError.FIREWALL, Duration.ZERO));
        SnapshotResult result = run();
        assertThat(result.outcome()).isEqualTo(Outcome.PARTIAL);
        assertThat(published).hasSize(250).allSatisfy(row -> assertThat(row.getComplete()).isFalse());
        assertThat(coins.open.requests()).isEqualTo(2);
    }

    private SnapshotResult run() {
        CoinGeckoConfig config = coins.with(Tier.DEMO, SimulatedCoinGecko.DEMO_KEY, Address.PUBLIC);
        return new SnapshotJob(new SnapshotJob.Shape(8, 250), coins.pages(config, time), rows -> {
            published.addAll(rows);
            return Optional.empty();
        }, time, () -> SimulatedCoins.NOW).run();
    }

    /// Time that jumps over every pause.
    private static final class ShortPauses implements WallTime {
        private final List<Duration> paused = new ArrayList<>();
        private Instant now = SimulatedCoins.NOW;

        @Override
        public synchronized Instant instant() {
            return now;
        }

        @Override
        public synchronized Duration elapsed() {
            return Duration.between(SimulatedCoins.NOW, now);
        }

        @Override
        public synchronized void pause(Duration length) {
            paused.add(length);
            now = now.plus(length);
        }
    }
}
