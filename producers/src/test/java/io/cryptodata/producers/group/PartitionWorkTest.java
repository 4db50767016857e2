package io.cryptodata.producers.group;

import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.leader.Leadership;
import io.cryptodata.producers.publishing.PartitionAccess;
import io.cryptodata.producers.ratelimit.Share;
import io.cryptodata.producers.universe.AssignedMarkets;
import io.cryptodata.producers.universe.TrackedMarket;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.UniverseEntry;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.registry.InMemoryRegistry;
import io.cryptodata.service.registry.RegistryUnavailableException;
import io.cryptodata.service.retry.Await;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PartitionWorkTest {
    private static final Market BTC = new Market("binance", "BTC/USDT");

    private final List<String> done = new CopyOnWriteArrayList<>();
    private final List<String> letters = new CopyOnWriteArrayList<>();
    private final CountDownLatch mayOpen = new CountDownLatch(1);
    private volatile int failures;
    private final AssignedMarkets markets = new AssignedMarkets();
    private final Serde<UniverseEntry> entries = AvroSerdes.of(UniverseEntry.class, new InMemoryRegistry());
    private final PartitionWork work = new PartitionWork(markets, new Publishing(), entries.deserializer(),
            (origin, reason) -> letters.add(origin.key() + ": " + reason),
            share -> done.add("members " + share.members()),
            new Leading());

    @Test
    void a_partition_is_polled_once_its_universe_is_read_and_its_previous_holder_is_fenced() {
        work.shared(new Share(1, 0));
        work.assigned(3);
        received(3, BTC.key(), entry(true, "TRADING"));
        assertThat(polled()).isEmpty();
        work.caughtUp(3);
        await(() -> done.contains("opening 3"));
        assertThat(polled()).as("while the previous holder is not fenced").isEmpty();
        assertThat(work.isComplete()).isFalse();
        mayOpen.countDown();
        await(work::isComplete);
        assertThat(polled()).containsExactly(BTC);
        assertThat(done).containsExactly("members 1", "opening 3", "opened 3");
    }

    @Test
    void a_partition_that_cannot_be_opened_is_reported_and_retried() {
        failures = 1;
        mayOpen.countDown();
        work.shared(new Share(1, 0));
        work.assigned(3);
        work.caughtUp(3);
        List<String> problems = new ArrayList<>();
        await(() -> problems.addAll(work.problems()));
        assertThat(problems).singleElement().asString().contains("partition-3").contains("no broker");
        await(work::isComplete);
        assertThat(work.problems()).isEmpty();
    }

    @Test
    void the_holder_of_partition_0_leads_and_loses_leadership_before_the_partition_is_closed() {
        mayOpen.countDown();
        work.shared(new Share(1, 0));
        work.assigned(0);
        work.caughtUp(0);
        await(() -> done.contains("leads"));
        work.revoked(0);
        assertThat(done).containsExactly("members 1", "opening 0", "opened 0", "leads", "lost leadership", "closed 0");
    }

    @Test
    void a_revoked_partition_is_not_polled_and_is_not_opened_later() {
        work.shared(new Share(2, 0));
        work.assigned(3);
        received(3, BTC.key(), entry(true, "TRADING"));
        work.caughtUp(3);
        await(() -> done.contains("opening 3"));
        work.revoked(3);
        assertThat(done).containsExactly("members 2", "opening 3", "closed 3");
        assertThat(polled()).isEmpty();
        work.assigned(3);
        mayOpen.countDown();
        work.caughtUp(3);
        await(work::isComplete);
        assertThat(polled()).as("records from before the revocation are removed").isEmpty();
    }

    @Test
    void the_universe_is_followed_while_a_partition_is_assigned() {
        mayOpen.countDown();
        work.shared(new Share(1, 0));
        work.assigned(3);
        work.caughtUp(3);
        await(work::isComplete);
        received(3, BTC.key(), entry(true, "HALTED"));
        assertThat(markets.of("binance")).extracting(TrackedMarket::isActive).containsExactly(false);
        received(3, BTC.key(), entry(false, "TRADING"));
        assertThat(polled()).isEmpty();
        received(3, BTC.key(), entry(true, "TRADING"));
        received(3, BTC.key(), null);
        assertThat(polled()).isEmpty();
        received(3, BTC.key(), entry(true, "TRADING"));
        received(3, BTC.key(), new byte[]{1, 2, 3});
        assertThat(polled()).as("the last readable entry stays").containsExactly(BTC);
        assertThat(letters).singleElement().asString().startsWith("binance:BTC/USDT: cannot read a UniverseEntry");
    }

    @Test
    void an_entry_under_another_key_and_one_without_a_key_are_dead_letters_and_a_foreign_deletion_is_none() {
        received(3, "foreign", entry(true, "TRADING"));
        received(3, null, entry(true, "TRADING"));
        received(3, "foreign", null);
        assertThat(letters).hasSize(2);
        assertThat(letters.getFirst()).contains("the key must be the market, 'binance:BTC/USDT', but is 'foreign'");
        assertThat(letters.getLast()).contains("must have a key");
    }

    @Test
    void an_entry_that_cannot_be_read_because_the_registry_is_away_is_neither_skipped_nor_a_dead_letter() {
        PartitionWork withoutRegistry = new PartitionWork(markets, new Publishing(),
                AvroSerdes.of(UniverseEntry.class, "http://127.0.0.1:1").deserializer(),
                (origin, reason) -> letters.add(reason), members -> {}, new Leading());
        assertThatThrownBy(() -> withoutRegistry.received(
                new ConsumerRecord<>("universe", 3, 0, BTC.key(), entry(true, "TRADING"))))
                .isInstanceOf(RegistryUnavailableException.class);
        assertThat(letters).isEmpty();
    }

    @Test
    void nothing_is_polled_while_the_assignment_is_uncertain() {
        mayOpen.countDown();
        work.shared(new Share(1, 0));
        work.assigned(3);
        received(3, BTC.key(), entry(true, "TRADING"));
        work.caughtUp(3);
        await(work::isComplete);
        work.assignmentUncertain(true);
        assertThat(polled()).isEmpty();
        work.assignmentUncertain(false);
        assertThat(polled()).containsExactly(BTC);
    }

    private void received(int partition, @Nullable String key, byte @Nullable [] value) {
        work.received(new ConsumerRecord<>("universe", partition, 0, key, value));
    }

    private List<Market> polled() {
        return markets.of("binance").stream().map(TrackedMarket::market).toList();
    }

    private byte[] entry(boolean tracked, String status) {
        return entries.serializer().serialize(TopicName.UNIVERSE, new UniverseEntry("binance", "BTC/USDT", "BTCUSDT",
                tracked, null, Instant.parse("2026-01-01T00:00:00Z"), status, "", null, "1", 1, "rules",
                List.of()));
    }

    private static void await(BooleanSupplier condition) {
        assertThat(Await.until(condition, Duration.ofMinutes(1))).isTrue();
    }

    private final class Publishing implements PartitionAccess {
        @Override
        public void open(int partition) {
            done.add("opening " + partition);
            if (failures-- > 0) {
                throw new IllegalStateException("no broker");
            }
            try {
                mayOpen.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
            done.add("opened " + partition);
        }

        @Override
        public void close(int partition) {
            done.add("closed " + partition);
        }
    }

    private final class Leading implements Leadership {
        @Override
        public void begin() {
            done.add("leads");
        }

        @Override
        public void end() {
            done.add("lost leadership");
        }
    }
}
