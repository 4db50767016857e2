package io.cryptodata.producers.group;

import io.cryptodata.producers.leader.Leadership;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.publishing.PartitionHolder;
import io.cryptodata.producers.universe.AssignedMarkets;
import io.cryptodata.producers.universe.TrackedMarket;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.UniverseEntry;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.registry.InMemoryRegistry;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import static org.assertj.core.api.Assertions.assertThat;

class PartitionWorkTest {
    private static final Market BTC = new Market("binance", "BTC/USDT");

    private final List<String> done = new CopyOnWriteArrayList<>();
    private final CountDownLatch mayOpen = new CountDownLatch(1);
    private final AssignedMarkets markets = new AssignedMarkets();
    private final Serde<UniverseEntry> entries = AvroSerdes.of(UniverseEntry.class, new InMemoryRegistry());
    private final PartitionWork work = new PartitionWork(markets, new Publishing(), entries.deserializer(),
            members -> done.add("members " + members), new Leading());

    @Test
    void a_partition_is_polled_once_its_universe_is_read_and_its_former_holder_fenced() {
        work.sharedAmong(1);
        work.taken(3);
        work.heard(3, BTC.key(), entry(true, "TRADING"));
        assertThat(fetched()).isEmpty();
        work.heardAll(3);
        await(() -> done.contains("opening 3"));
        assertThat(fetched()).as("while the former holder is not fenced").isEmpty();
        assertThat(work.isComplete()).isFalse();
        mayOpen.countDown();
        await(work::isComplete);
        assertThat(fetched()).containsExactly(BTC);
        assertThat(done).containsExactly("members 1", "opening 3", "opened 3");
    }

    @Test
    void the_first_partition_leads_and_is_led_no_more_before_it_is_closed() {
        mayOpen.countDown();
        work.sharedAmong(1);
        work.taken(0);
        work.heardAll(0);
        await(() -> done.contains("leads"));
        work.given(0);
        assertThat(done).containsExactly("members 1", "opening 0", "opened 0", "leads", "leads no more", "closed 0");
    }

    @Test
    void a_partition_that_was_given_is_polled_no_more_and_one_that_was_never_opened_is_not_opened_late() {
        work.sharedAmong(2);
        work.taken(3);
        work.heard(3, BTC.key(), entry(true, "TRADING"));
        work.heardAll(3);
        await(() -> done.contains("opening 3"));
        work.given(3);
        assertThat(done).containsExactly("members 2", "opening 3", "closed 3");
        assertThat(fetched()).isEmpty();
        work.taken(3);
        mayOpen.countDown();
        work.heardAll(3);
        await(work::isComplete);
        assertThat(fetched()).as("what was heard before is forgotten").isEmpty();
    }

    @Test
    void the_universe_is_followed_while_a_partition_is_held() {
        mayOpen.countDown();
        work.sharedAmong(1);
        work.taken(3);
        work.heardAll(3);
        await(work::isComplete);
        work.heard(3, BTC.key(), entry(true, "HALTED"));
        assertThat(markets.of("binance")).extracting(TrackedMarket::isActive).containsExactly(false);
        work.heard(3, BTC.key(), entry(false, "TRADING"));
        assertThat(fetched()).isEmpty();
        work.heard(3, BTC.key(), entry(true, "TRADING"));
        work.heard(3, BTC.key(), null);
        assertThat(fetched()).isEmpty();
        work.heard(3, BTC.key(), entry(true, "TRADING"));
        work.heard(3, BTC.key(), new byte[]{1, 2, 3});
        assertThat(fetched()).as("what cannot be read changes nothing").containsExactly(BTC);
    }

    @Test
    void nothing_is_fetched_while_it_is_not_sure_that_the_partitions_are_held() {
        mayOpen.countDown();
        work.sharedAmong(1);
        work.taken(3);
        work.heard(3, BTC.key(), entry(true, "TRADING"));
        work.heardAll(3);
        await(work::isComplete);
        work.unsure(true);
        assertThat(fetched()).isEmpty();
        work.unsure(false);
        assertThat(fetched()).containsExactly(BTC);
    }

    private List<Market> fetched() {
        return markets.of("binance").stream().map(TrackedMarket::market).toList();
    }

    private byte[] entry(boolean tracked, String status) {
        return entries.serializer().serialize(TopicName.UNIVERSE, new UniverseEntry("binance", "BTC/USDT", "BTCUSDT",
                tracked, null, Instant.parse("2026-01-01T00:00:00Z"), status, "", null, "1", 1, "rules"));
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
        }
    }

    private final class Publishing implements PartitionHolder {
        @Override
        public void open(int partition) {
            done.add("opening " + partition);
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
            done.add("leads no more");
        }
    }
}
