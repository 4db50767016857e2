package io.cryptodata.api.status;

import io.cryptodata.service.kafka.KafkaAccess;
import org.jspecify.annotations.Nullable;

/// The servers of an instance, and the names under which its processes work there.
///
/// @param broker how it is reached
/// @param registry base URL of the schema registry
/// @param database JDBC URL
/// @param connect base URL of the Connect worker
/// @param simulator base URL of the simulated venues; null where there are none
/// @param health base URL of the health of the process that runs all parts; null where there is none
/// @param streamsGroup consumer group of the stream
/// @param replicationSlot slot from which the operators' tables are read
public record StatusSources(KafkaAccess broker, String registry, String database, String connect,
        @Nullable String simulator, @Nullable String health, String streamsGroup, String replicationSlot) {}
