package io.cryptodata.producers.group;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

import static org.assertj.core.api.Assertions.assertThat;

class MembershipTest {
    private static final TopicPartition ZERO = new TopicPartition("universe", 0);
    private static final TopicPartition ONE = new TopicPartition("universe", 1);
    private static final Node NODE = new Node(1, "127.0.0.1", 9092);

    private final List<String> done = new CopyOnWriteArrayList<>();
    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    private final AtomicReference<@Nullable IntConsumer> toldTo = new AtomicReference<>();
    private volatile boolean fresh = true;
    private volatile boolean isUnsure = true;
    private final Membership membership = new Membership(this::consumer, "universe", new Held(), _ -> fresh);

    @AfterEach
    void leave() {
        membership.close();
    }

    @Test
    void a_partition_is_read_from_its_beginning_and_then_followed() {
        begin();
        consumer.schedulePollTask(() -> {
            counted(1);
            consumer.rebalance(List.of(ZERO));
            consumer.updateBeginningOffsets(Map.of(ZERO, 0L));
            consumer.updateEndOffsets(Map.of(ZERO, 2L));
            add(ZERO, 0, "a");
            add(ZERO, 1, "b");
        });
        await(() -> done.contains("heard all 0"));
        assertThat(done).containsExactly("1 members", "taken 0", "heard a", "heard b", "heard all 0");
        consumer.schedulePollTask(() -> add(ZERO, 2, "c"));
        await(() -> membership.hasHeard(0, 3));
        assertThat(done).endsWith("heard c");
        assertThat(membership.status().leads()).isTrue();
        assertThat(membership.status().members()).isEqualTo(1);
        assertThat(membership.hasUniverse()).isTrue();
    }

    @Test
    void before_partitions_are_given_a_smaller_share_holds_and_nothing_is_held_when_it_is_over() {
        begin();
        consumer.schedulePollTask(() -> {
            counted(1);
            consumer.rebalance(List.of(ZERO, ONE));
            consumer.updateBeginningOffsets(Map.of(ZERO, 0L, ONE, 0L));
            consumer.updateEndOffsets(Map.of(ZERO, 0L, ONE, 0L));
        });
        await(() -> done.contains("heard all 0") && done.contains("heard all 1"));
        consumer.schedulePollTask(() -> consumer.rebalance(List.of(ZERO)));
        await(() -> done.contains("given 1"));
        assertThat(done.indexOf("2 members")).isGreaterThan(0).isLessThan(done.indexOf("given 1"));
        membership.close();
        assertThat(done).endsWith("given 0");
        assertThat(consumer.closed()).isTrue();
    }

    @Test
    void a_broker_that_is_not_heard_makes_it_unsure() {
        begin();
        await(() -> !isUnsure);
        fresh = false;
        await(() -> isUnsure);
        fresh = true;
        await(() -> !isUnsure);
    }

    @Test
    void trouble_is_shown_and_it_goes_on() {
        begin();
        consumer.schedulePollTask(() -> {
            throw new IllegalStateException("no broker");
        });
        await(() -> membership.status().trouble() != null);
        await(() -> membership.status().trouble() == null);
    }

    private void begin() {
        consumer.updatePartitions("universe", List.of(info(0), info(1)));
        consumer.updateEndOffsets(Map.of(ZERO, 0L, ONE, 0L));
        membership.start();
    }

    private static PartitionInfo info(int partition) {
        return new PartitionInfo("universe", partition, NODE, new Node[]{NODE}, new Node[]{NODE});
    }

    private Consumer<String, byte[]> consumer(IntConsumer told) {
        toldTo.set(told);
        return consumer;
    }

    private void counted(int members) {
        IntConsumer listener = toldTo.get();
        assertThat(listener).isNotNull();
        if (listener != null) {
            listener.accept(members);
        }
    }

    private void add(TopicPartition partition, long offset, String key) {
        consumer.addRecord(new ConsumerRecord<>("universe", partition.partition(), offset, key, new byte[0]));
        consumer.updateEndOffsets(Map.of(partition, offset + 1));
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
        }
    }

    private final class Held implements HeldPartitions {
        @Override
        public void sharedAmong(int members) {
            done.add(members + " members");
        }

        @Override
        public void taken(int partition) {
            done.add("taken " + partition);
        }

        @Override
        public void heard(int partition, String key, byte @Nullable [] value) {
            done.add("heard " + key);
        }

        @Override
        public void heardAll(int partition) {
            done.add("heard all " + partition);
        }

        @Override
        public void given(int partition) {
            done.add("given " + partition);
        }

        @Override
        public void unsure(boolean is) {
            isUnsure = is;
        }
    }
}
