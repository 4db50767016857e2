package io.cryptodata.api.pipeline;

import io.cryptodata.schemas.avro.TaskRun;
import io.cryptodata.service.registry.RegistryUnavailableException;
import io.cryptodata.service.retry.Await;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import static org.assertj.core.api.Assertions.assertThat;

/// What the overview is made of.
class OverviewPartsTest {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void a_part_that_hangs_is_given_up_and_delays_no_other() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        Section<Boolean> hanging = new Section<>(() -> {
            never.await();
            return true;
        }, Duration.ofMillis(200), InstantSource.system());
        Section<String> well = new Section<>(() -> "well", TIMEOUT, InstantSource.system());
        Section<String> failing = new Section<>(() -> {
            throw new IllegalStateException("no broker");
        }, TIMEOUT, InstantSource.system());
        try (Refresher refresher = new Refresher(List.of(hanging, well, failing))) {
            refresher.start();
            refresher.request(TIMEOUT);
            assertThat(well.value()).contains("well");
            assertThat(failing.failure()).contains("no broker");
            assertThat(hanging.value()).isEmpty();
            assertThat(hanging.failure().orElseThrow()).startsWith("no answer within");
        }
    }

    @Test
    void whatever_the_number_of_clients_a_part_is_refreshed_once_at_a_time() throws InterruptedException {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger refreshes = new AtomicInteger();
        Section<Integer> section = new Section<>(() -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            refreshes.incrementAndGet();
            running.decrementAndGet();
            return 1;
        }, TIMEOUT, InstantSource.system());
        try (Refresher refresher = new Refresher(List.of(section))) {
            refresher.start();
            for (int i = 0; i < 1000; i++) {
                refresher.request(TIMEOUT);
            }
        }
        assertThat(most).hasValue(1);
        assertThat(refreshes.get()).isLessThan(10);
    }

    @Test
    void a_rate_is_known_after_some_seconds_and_not_for_a_topic_that_was_created_anew() {
        AtomicLong now = new AtomicLong();
        TopicRates rates = new TopicRates(now::get);
        assertThat(rates.next(Map.of("a", 100L, "b", 100L))).isEmpty();
        now.set(Duration.ofSeconds(5).toNanos());
        assertThat(rates.next(Map.of("a", 101L, "b", 101L))).isEmpty();
        now.set(Duration.ofSeconds(30).toNanos());
        assertThat(rates.next(Map.of("a", 160L, "b", 0L))).isEqualTo(Map.of("a", 120.0));
        now.set(Duration.ofMinutes(10).toNanos());
        assertThat(rates.next(Map.of("a", 900L))).as("what is long ago says nothing about now").isEmpty();
    }

    @Test
    void readings_come_from_metrics_and_the_worse_of_two_members_counts() {
        ProducerReadings one = ProducerReadings.of("""
                # TYPE cda_producers_overdue_seconds gauge
                cda_producers_overdue_seconds{exchange="okx",service="producers"} 7.5
                cda_producers_overdue_seconds{exchange="binance"} NaN
                cda_producers_available{exchange="okx"} 1.0
                cda_producers_coingecko_age_seconds 60.0
                cda_producers_coingecko_period_seconds 1800.0
                """);
        ProducerReadings other = ProducerReadings.of("""
                cda_producers_overdue_seconds{exchange="okx"} 9.0
                cda_producers_available{exchange="okx"} 0.0
                cda_producers_coingecko_age_seconds 90.0
                """);
        assertThat(one.overdueSeconds()).isEqualTo(Map.of("okx", 7.5));
        assertThat(one.and(other)).isEqualTo(
                new ProducerReadings(Map.of("okx", 9.0), Map.of("okx", false), 60.0, 1800.0));
    }

    @Test
    void while_the_registry_is_away_values_are_kept_for_later_and_an_unreadable_one_leaves_the_one_before() {
        boolean[] hasRegistry = {false};
        LatestValues<String> values = new LatestValues<>(bytes -> {
            String text = new String(bytes, StandardCharsets.UTF_8);
            if (!hasRegistry[0]) {
                throw new RegistryUnavailableException("no registry", new IllegalStateException());
            }
            if (text.equals("poison")) {
                throw new SerializationException("poison");
            }
            return text;
        });
        put(values, "a", "1");
        values.refresh();
        assertThat(values.now()).isEmpty();
        hasRegistry[0] = true;
        put(values, "b", "2");
        values.refresh();
        assertThat(values.now()).isEqualTo(Map.of("a", "1", "b", "2"));
        put(values, "a", "poison");
        values.put("b", null);
        values.refresh();
        assertThat(values.now()).isEqualTo(Map.of("a", "1"));
    }

    @Test
    void a_venue_whose_history_is_fetched_has_a_task_with_its_progress_before_its_first_run() {
        List<MarketSummary> markets = List.of(new MarketSummary("okx", "BACKFILLING", NOON, 10, 2, 88, 80, 0, true),
                new MarketSummary("gate", "LIVE", NOON, 10, 0, 1, 0, 0, true),
                new MarketSummary("gate", "BACKFILLING", NOON, 10, 0, 50, 50, 0, true).untracked());
        List<Overview.Task> tasks = Tasks.of(Map.of("candles.gate",
                new TaskRun("candles.gate", NOON, NOON.plusMillis(1500), "OK", Map.of(), null), "operator.pause",
                new TaskRun("operator.pause", NOON, NOON, "OK", Map.of(), null)), markets, "operator.");
        assertThat(tasks).extracting(Overview.Task::process).containsExactly("candles.gate", "candles.okx");
        assertThat(tasks.getFirst().seconds()).isEqualTo(1.5);
        assertThat(tasks.getFirst().running()).isNull();
        assertThat(tasks.getLast().outcome()).isNull();
        assertThat(tasks.getLast().running()).isEqualTo(new Overview.Running(null, 20, 100));
    }

    @Test
    void what_is_late_for_a_moment_is_not_down() {
        AtomicLong now = new AtomicLong();
        LateSources late = new LateSources(now::get);
        Overview.Source source = new Overview.Source("okx", "degraded", 301.0, 300, 1, 1, 0, 0, 0, null, null,
                List.of());
        late.update(List.of(source));
        assertThat(late.isLasting("okx")).isFalse();
        now.set(Duration.ofMinutes(2).toNanos());
        assertThat(late.isLasting("okx")).isTrue();
        late.update(List.of());
        assertThat(late.isLasting("okx")).isFalse();
    }

    @Test
    void a_group_is_stalled_that_stays_where_it_is_for_minutes_while_records_wait() {
        AtomicLong now = new AtomicLong();
        StalledGroups groups = new StalledGroups(now::get);
        long minute = Duration.ofMinutes(1).toNanos();
        assertThat(groups.next(List.of(progress("idle", 100, 7), progress("sink", 101, 7)))).isEmpty();
        now.set(5 * minute - 1);
        assertThat(groups.next(List.of(progress("idle", 100, 7), progress("sink", 500, 7)))).isEmpty();
        now.set(5 * minute);
        assertThat(groups.next(List.of(progress("idle", 100, 7), progress("sink", 600, 7))))
                .containsExactly(new Overview.Lag("sink", "ledger", 600));
        assertThat(groups.next(List.of(progress("idle", 101, 7), progress("sink", 600, 8)))).isEmpty();
        now.set(11 * minute);
        assertThat(groups.next(List.of(progress("idle", 101, 7), progress("sink", 50, 8))))
                .containsExactly(new Overview.Lag("idle", "ledger", 101));
        now.set(30 * minute);
        assertThat(groups.next(List.of(progress("sink", 900, 8)))).as("records have just arrived").isEmpty();
    }

    private static StalledGroups.Progress progress(String group, long records, long position) {
        return new StalledGroups.Progress(new Overview.Lag(group, "ledger", records), position);
    }

    @Test
    void refreshing_starts_with_a_request() {
        AtomicInteger refreshes = new AtomicInteger();
        Section<Integer> section = new Section<>(refreshes::incrementAndGet, TIMEOUT, InstantSource.system());
        try (Refresher refresher = new Refresher(List.of(section))) {
            refresher.start();
            assertThat(Await.until(() -> refreshes.get() >= 1, TIMEOUT)).isTrue();
        }
    }

    private static void put(LatestValues<String> values, String key, String value) {
        values.put(key, value.getBytes(StandardCharsets.UTF_8));
    }
}
