package io.cryptodata.producers.universe;

import io.cryptodata.domain.listing.ExchangeListings;
import io.cryptodata.domain.listing.Listed;
import io.cryptodata.domain.listing.ListingRules;
import io.cryptodata.domain.universe.Coins;
import io.cryptodata.domain.universe.HistoryStart;
import io.cryptodata.domain.universe.MarketKind;
import io.cryptodata.domain.universe.Overrides;
import io.cryptodata.domain.universe.TrackedSince;
import io.cryptodata.domain.universe.UniverseFacts;
import io.cryptodata.domain.universe.UniverseMarket;
import io.cryptodata.domain.universe.UniverseRules;
import io.cryptodata.producers.universe.OverrideRows.FlagRow;
import io.cryptodata.service.retry.Await;
import io.cryptodata.service.task.TaskReport;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

import static org.assertj.core.api.Assertions.assertThat;

class UniverseUpdaterTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final UniverseRules RULES = new UniverseRules(Set.of("binance"), Set.of("USDT"),
            Set.of(MarketKind.SPOT), 0, Coins.Order.RANK, UniverseRules.EVERYTHING, UniverseRules.NOTHING,
            new HistoryStart.FromListing());

    private final List<TaskReport> runs = new CopyOnWriteArrayList<>();
    private final List<UniverseMarket> written = new CopyOnWriteArrayList<>();
    private final List<Instant> times = new CopyOnWriteArrayList<>();
    private UniverseStore.Stored stored = new UniverseStore.Stored(List.of(), Instant.EPOCH);
    private volatile int failures;
    private volatile Overrides overrides = Overrides.none();
    private volatile List<FlagRow> flags = List.of();
    private final UniverseUpdater updater = new UniverseUpdater(RULES, new Store(), runs::add, () -> NOON);

    @Test
    void updates_at_the_start_and_whenever_woken_and_writes_only_what_changes() {
        try (updater) {
            assertThat(updater.isSettled()).isFalse();
            updater.start(this::facts, () -> flags);
            await(updater::isSettled);
            assertThat(written).extracting(each -> each.market().asset()).containsExactly("A/USDT", "B/USDT");
            assertThat(updater.written()).isEqualTo(Map.of(0, 2L));
            updater.wake();
            await(updater::isSettled);
            assertThat(written).hasSize(2);
            overrides = new Overrides(Map.of("binance:C/USDT:USDT", true), Set.of("B"));
            updater.wake();
            await(updater::isSettled);
            assertThat(written).hasSize(3).last().satisfies(removed -> assertThat(removed.tracked()).isFalse());
            assertThat(updater.warnings()).singleElement().asString().startsWith("binance:C/USDT:USDT: ");
            assertThat(runs).extracting(TaskReport::outcome)
                    .containsExactly(TaskReport.Outcome.OK, TaskReport.Outcome.PARTIAL);
        }
    }

    @Test
    void a_requested_update_is_recorded_although_nothing_changes() {
        try (updater) {
            updater.start(this::facts, () -> flags);
            await(updater::isSettled);
            updater.request();
            await(updater::isSettled);
            updater.wake();
            await(updater::isSettled);
            assertThat(runs).extracting(run -> run.counts().get("changed")).containsExactly(2L, 0L);
        }
    }

    @Test
    void an_override_without_effect_is_in_the_run_and_in_the_warnings_until_it_is_corrected() {
        flags = List.of(new FlagRow("A", "exlude", true), new FlagRow("b", "exclude", true));
        try (updater) {
            updater.start(this::facts, () -> flags);
            await(updater::isSettled);
            updater.wake();
            await(updater::isSettled);
            assertThat(runs).singleElement().satisfies(run -> {
                assertThat(run.outcome()).isEqualTo(TaskReport.Outcome.PARTIAL);
                assertThat(run.counts()).containsEntry("overrides", 2L);
                assertThat(run.detail()).isEqualTo("flag exclude of b: no venue lists a market of this base: is 'B' "
                        + "meant? | flag exlude of A: no rule reads this flag: is 'exclude' meant?");
            });
            flags = List.of();
            updater.wake();
            await(updater::isSettled);
            assertThat(updater.warnings()).isEmpty();
            assertThat(runs).hasSize(2).last().satisfies(
                    run -> assertThat(run.outcome()).isEqualTo(TaskReport.Outcome.OK));
        }
    }

    @Test
    void a_failed_write_is_retried() {
        failures = 1;
        try (updater) {
            updater.start(this::facts, () -> flags);
            await(updater::isSettled);
            assertThat(written).hasSize(2);
        }
    }

    @Test
    void entries_are_never_older_than_stored_ones_although_the_clock_was_set_back() {
        Instant later = NOON.plusSeconds(90);
        stored = new UniverseStore.Stored(List.of(), later);
        try (UniverseUpdater restarted = new UniverseUpdater(RULES, new Store(), runs::add, () -> NOON)) {
            restarted.start(this::facts, () -> flags);
            await(restarted::isSettled);
            assertThat(times).containsExactly(later);
            assertThat(written).hasSize(2).allSatisfy(
                    each -> assertThat(each.history()).containsExactly(new TrackedSince(true, later)));
        }
    }

    private UniverseFacts facts() {
        List<Listed> listed = List.of(market("A/USDT"), market("B/USDT"));
        ExchangeListings listings = ExchangeListings.empty("binance").update(listed, NOON, ListingRules.VENUE).after();
        return new UniverseFacts(Map.of("binance", listings.entries()), Coins.unavailable(), overrides,
                _ -> Optional.empty());
    }

    private static Listed market(String asset) {
        return Listed.market(asset, asset.replace("/", ""), true, "TRADING", null, BigDecimal.ONE);
    }

    private static void await(BooleanSupplier condition) {
        assertThat(Await.until(condition, Duration.ofMinutes(1))).isTrue();
    }

    private final class Store implements UniverseStore {
        @Override
        public Stored read() {
            return stored;
        }

        @Override
        public Map<Integer, Long> write(List<UniverseMarket> entries, Instant time) {
            if (failures > 0) {
                failures--;
                throw new IllegalStateException("broker unavailable");
            }
            written.addAll(entries);
            times.add(time);
            return Map.of(0, (long) written.size());
        }
    }
}
