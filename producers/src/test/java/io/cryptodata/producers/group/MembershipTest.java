package io.cryptodata.producers.group;

import io.cryptodata.producers.ratelimit.Share;
import io.cryptodata.service.retry.Await;
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
import java.util.function.BooleanSupplier;

import static org.assertj.core.api.Assertions.assertThat;

class MembershipTest {
    private static final TopicPartition ZERO = new TopicPartition("universe", 0);
    private static final TopicPartition ONE = new TopicPartition("universe", 1);
    private static final Node NODE = new Node(1, "127.0.0.1", 9092);

    private final List<String> done = new CopyOnWriteArrayList<>();
    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    private final AtomicReference<@Nullable ShareListener> shares = new AtomicReference<>();
    private volatile boolean fresh = true;
    private volatile @Nullable String unprocessable;
    private volatile boolean isUncertain = true;
    private final Lease lease = new Lease(Duration.ofHours(1), () -> Duration.ZERO);
    private final Membership membership = new Membership(this::consumer, "universe", new Events(), _ -> fresh,
            lease);

    @AfterEach
    void leave() {
        membership.close();
    }

    @Test
    void a_partition_is_read_from_its_beginning_and_then_followed() {
        start();
        consumer.schedulePollTask(() -> {
            counted(1);
            consumer.rebalance(List.of(ZERO));
            consumer.updateBeginningOffsets(Map.of(ZERO, 0L));
            consumer.updateEndOffsets(Map.of(ZERO, 2L));
            add(ZERO, 0, "a");
            add(ZERO, 1, "b");
        });
        await(() -> done.contains("caught up 0"));
        assertThat(done).containsExactly("1 members", "assigned 0", "received a", "received b", "caught up 0");
        consumer.schedulePollTask(() -> add(ZERO, 2, "c"));
        await(() -> membership.hasReceived(0, 3));
        assertThat(done).endsWith("received c");
        assertThat(membership.status().isLeader()).isTrue();
        assertThat(lease.isValid()).isTrue();
        assertThat(membership.status().members()).isEqualTo(1);
        assertThat(membership.hasUniverse()).isTrue();
    }

    @Test
    void the_new_member_is_counted_before_partitions_are_revoked_and_closing_revokes_all() {
        start();
        consumer.schedulePollTask(() -> {
            counted(1);
            consumer.rebalance(List.of(ZERO, ONE));
            consumer.updateBeginningOffsets(Map.of(ZERO, 0L, ONE, 0L));
            consumer.updateEndOffsets(Map.of(ZERO, 0L, ONE, 0L));
        });
        await(() -> done.contains("caught up 0") && done.contains("caught up 1"));
        consumer.schedulePollTask(() -> consumer.rebalance(List.of(ZERO)));
        await(() -> done.contains("revoked 1"));
        assertThat(done.indexOf("2 members")).isGreaterThan(0).isLessThan(done.indexOf("revoked 1"));
        membership.close();
        assertThat(done).endsWith("revoked 0");
        assertThat(consumer.closed()).isTrue();
    }

    @Test
    void missing_heartbeats_make_the_assignment_uncertain() {
        start();
        await(() -> !isUncertain);
        fresh = false;
        await(() -> isUncertain);
        assertThat(membership.isSuspended()).isTrue();
        fresh = true;
        await(() -> !membership.isSuspended());
        assertThat(isUncertain).as("the listener resumes first").isFalse();
    }

    @Test
    void a_record_that_cannot_be_processed_now_is_passed_again_and_nothing_is_complete_before() {
        unprocessable = "b";
        start();
        consumer.schedulePollTask(() -> {
            counted(1);
            consumer.rebalance(List.of(ZERO));
            consumer.updateBeginningOffsets(Map.of(ZERO, 0L));
            consumer.updateEndOffsets(Map.of(ZERO, 3L));
            List.of("a", "b", "c").forEach(key -> add(ZERO, "abc".indexOf(key), key));
        });
        await(() -> String.valueOf(membership.status().error()).contains("no registry"));
        assertThat(done).containsExactly("1 members", "assigned 0", "received a");
        fresh = false;
        await(() -> isUncertain);
        unprocessable = null;
        // this consumer forgets what it has returned: the broker returns it again
        consumer.schedulePollTask(() -> List.of("b", "c").forEach(key -> add(ZERO, "abc".indexOf(key), key)));
        await(() -> done.contains("caught up 0"));
        assertThat(done).endsWith("received b", "received c", "caught up 0");
        await(() -> membership.status().error() == null || isUncertain);
    }

    @Test
    void an_error_is_reported_and_polling_continues() {
        start();
        consumer.schedulePollTask(() -> {
            throw new IllegalStateException("no broker");
        });
        await(() -> membership.status().error() != null);
        await(() -> membership.status().error() == null);
    }

    private void start() {
        consumer.updatePartitions("universe", List.of(info(0), info(1)));
        consumer.updateEndOffsets(Map.of(ZERO, 0L, ONE, 0L));
        membership.start();
    }

    private static PartitionInfo info(int partition) {
        return new PartitionInfo("universe", partition, NODE, new Node[]{NODE}, new Node[]{NODE});
    }

    private Consumer<String, byte[]> consumer(ShareListener listener) {
        shares.set(listener);
        return consumer;
    }

    private void counted(int members) {
        ShareListener listener = shares.get();
        assertThat(listener).isNotNull();
        if (listener != null) {
            listener.shared(new Share(members, 0));
        }
    }

    private void add(TopicPartition partition, long offset, String key) {
        consumer.addRecord(new ConsumerRecord<>("universe", partition.partition(), offset, key, new byte[0]));
        consumer.updateEndOffsets(Map.of(partition, offset + 1));
    }

    private static void await(BooleanSupplier condition) {
        assertThat(Await.until(condition, Duration.ofMinutes(1))).isTrue();
    }

    private final class Events implements PartitionListener {
        @Override
        public void shared(Share share) {
            done.add(share.members() + " members");
        }

        @Override
        public void assigned(int partition) {
            done.add("assigned " + partition);
        }

        @Override
        public void received(ConsumerRecord<String, byte[]> message) {
            if (message.key().equals(unprocessable)) {
                throw new IllegalStateException("no registry");
            }
            done.add("received " + message.key());
        }

        @Override
        public void caughtUp(int partition) {
            done.add("caught up " + partition);
        }

        @Override
        public void revoked(int partition) {
            done.add("revoked " + partition);
        }

        @Override
        public void assignmentUncertain(boolean uncertain) {
            isUncertain = uncertain;
        }
    }
}
