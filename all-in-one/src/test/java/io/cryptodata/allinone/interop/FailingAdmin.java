package io.cryptodata.allinone.interop;

import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigsOptions;
import org.apache.kafka.clients.admin.AlterConfigsResult;
import org.apache.kafka.clients.admin.AlterConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.AlterConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.DeleteTopicsOptions;
import org.apache.kafka.clients.admin.DeleteTopicsResult;
import org.apache.kafka.clients.admin.ForwardingAdmin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;

/// An admin client that fails at one of the requests that change something.
final class FailingAdmin extends ForwardingAdmin {
    private final int failing;
    private final boolean carriedOut;
    private int step;

    /// The process ends here.
    static final class Interruption extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /// @param failing the number of the request that fails
    /// @param carriedOut whether the broker carries it out
    FailingAdmin(String bootstrap, int failing, boolean carriedOut) {
        super(Map.of("bootstrap.servers", bootstrap));
        this.failing = failing;
        this.carriedOut = carriedOut;
    }

    @Override
    public CreateTopicsResult createTopics(Collection<NewTopic> topics, CreateTopicsOptions options) {
        return changed(() -> super.createTopics(topics, options), CreateTopicsResult::all);
    }

    @Override
    public DeleteTopicsResult deleteTopics(TopicCollection topics, DeleteTopicsOptions options) {
        return changed(() -> super.deleteTopics(topics, options), DeleteTopicsResult::all);
    }

    @Override
    public AlterConsumerGroupOffsetsResult alterConsumerGroupOffsets(String group,
            Map<TopicPartition, OffsetAndMetadata> positions, AlterConsumerGroupOffsetsOptions options) {
        return changed(() -> super.alterConsumerGroupOffsets(group, positions, options),
                AlterConsumerGroupOffsetsResult::all);
    }

    @Override
    public AlterConfigsResult incrementalAlterConfigs(Map<ConfigResource, Collection<AlterConfigOp>> configs,
            AlterConfigsOptions options) {
        return changed(() -> super.incrementalAlterConfigs(configs, options), AlterConfigsResult::all);
    }

    private <R> R changed(Supplier<R> request, Function<R, KafkaFuture<Void>> done) {
        step++;
        if (step != failing) {
            return request.get();
        }
        if (carriedOut) {
            await(done.apply(request.get()));
        }
        throw new Interruption();
    }

    private static void await(KafkaFuture<Void> done) {
        try {
            done.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
