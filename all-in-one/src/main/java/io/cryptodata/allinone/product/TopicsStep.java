package io.cryptodata.allinone.product;

import io.cryptodata.allinone.embedded.EmbeddedRuntime;
import io.cryptodata.allinone.embedded.Part;
import io.cryptodata.schemas.Topics;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.topic.PartitionChange;
import io.cryptodata.service.topic.TopicAdmin;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;

/// Creates the topics, or checks them.
///
/// @param partitions of the topics of markets
/// @param changed whether existing ones get that number
public record TopicsStep(EmbeddedRuntime servers, int partitions, boolean changed) {
    private static final Logger LOG = LoggerFactory.getLogger(TopicsStep.class);

    /// With the default number of partitions.
    public TopicsStep(EmbeddedRuntime servers) {
        this(servers, Topics.DEFAULT_PARTITIONS, false);
    }

    Part part() {
        return new SetupStep("topics", changed ? "moving topics to other partitions" : "creating topics",
                this::prepare);
    }

    private String prepare() {
        KafkaAccess broker = KafkaAccess.plain(servers.broker().bootstrap());
        List<String> moved = new ArrayList<>();
        try (Admin admin = Admin.create(broker.settings())) {
            if (changed) {
                new PartitionChange(admin, broker, partitions).move(MarketTopics.names(), moved::add);
                moved.forEach(LOG::info);
            }
            TopicAdmin.Ensured done = TopicAdmin.ensure(admin, Topics.withPartitions(partitions), 1);
            return done.created().size() + " created, " + done.present().size() + " existed"
                    + (changed ? ", " + moved.size() + " moved to " + partitions + " partitions" : "");
        }
    }
}
