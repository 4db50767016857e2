package io.cryptodata.allinone.embedded;

import org.apache.kafka.connect.runtime.distributed.DistributedConfig;
import org.junit.jupiter.api.Test;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class WorkerConfigTest {
    @Test
    void settings_come_from_the_file_for_all_workers() {
        assertThat(WorkerConfig.embedded())
                .containsEntry("group.id", "connect")
                .containsEntry("config.storage.topic", "connect.configs")
                .containsEntry("plugin.discovery", "service_load")
                .containsEntry("connector.client.config.override.policy", "All");
    }

    @Test
    void topics_have_one_replica_on_one_machine() {
        assertThat(WorkerConfig.embedded()).containsEntry("config.storage.replication.factor", "1")
                .containsEntry("offset.storage.replication.factor", "1")
                .containsEntry("status.storage.replication.factor", "1");
    }

    @Test
    void settings_are_accepted_by_connect() {
        Map<String, String> settings = WorkerConfig.embedded();
        DistributedConfig config = new DistributedConfig(settings);
        assertThat(config.originals()).containsAllEntriesOf(settings);
    }
}
