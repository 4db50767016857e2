package io.cryptodata.allinone.product;

import io.cryptodata.allinone.embedded.DataFolder;
import io.cryptodata.allinone.embedded.EmbeddedConfig;
import io.cryptodata.allinone.embedded.EmbeddedPorts;
import io.cryptodata.allinone.embedded.EmbeddedRuntime;
import io.cryptodata.allinone.embedded.LocalPort;
import io.cryptodata.allinone.embedded.Part;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.service.lifecycle.SetupException;
import io.cryptodata.service.topic.TopicAdmin;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// `./cda up` with another number of partitions than its data folder has, with and without `--change-partitions`.
class TopicsStepIT {
    @TempDir
    private Path folder;

    @Test
    void another_number_is_refused_unless_the_change_is_requested() {
        Path module = Path.of(System.getProperty("repository.root"), "all-in-one");
        EmbeddedPorts ports = EmbeddedPorts.of(LocalPort.free(), LocalPort.free(), LocalPort.free(), LocalPort.free());
        try (EmbeddedRuntime servers = EmbeddedRuntime.prepare(
                new EmbeddedConfig(folder, Optional.empty(), module.resolve("target/registry"),
                        Optional.of(module.resolve("target/postgres-programs")), 1 << 20, ports),
                DataFolder.FreeSpace.ofDisk())) {
            servers.broker().start();
            new TopicsStep(servers).part().start();
            assertThatThrownBy(() -> new TopicsStep(servers, 9, false).part().start())
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("topic candles.1h: partitions must be 9, but are 12; set CDA_PARTITIONS=12");
            Part changed = new TopicsStep(servers, 9, true).part();
            changed.start();
            assertThat(changed.describe()).contains("0 created", "7 moved to 9 partitions");
            assertThat(partitionsOf(servers)).containsEntry(TopicName.CANDLES_1H, 9)
                    .containsEntry(TopicName.LEDGER, 9).containsEntry(TopicName.LISTINGS, 3);
        }
    }

    private static Map<String, Integer> partitionsOf(EmbeddedRuntime servers) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers.broker().bootstrap()))) {
            return TopicAdmin.partitions(admin,
                    List.of(TopicName.CANDLES_1H, TopicName.LEDGER, TopicName.LISTINGS));
        }
    }
}
