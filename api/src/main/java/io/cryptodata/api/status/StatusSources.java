package io.cryptodata.api.status;

import io.cryptodata.service.http.HttpAccess;
import io.cryptodata.service.http.HttpToken;
import io.cryptodata.service.kafka.KafkaAccess;
import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// The servers of an instance, and the names under which its processes work there.
///
/// @param broker how it is reached
/// @param registry how it is reached
/// @param database JDBC URL
/// @param connect how the Connect worker is reached
/// @param simulator base URL of the simulated venues; null where there are none
/// @param health base URL of the health of the process that runs all parts; null where there is none
/// @param healthToken what its reasons demand; empty where they are open
/// @param streamsGroup consumer group of the stream
/// @param replicationSlot slot from which the operators' tables are read
public record StatusSources(KafkaAccess broker, HttpAccess registry, String database, HttpAccess connect,
        @Nullable String simulator, @Nullable String health, Optional<HttpToken> healthToken, String streamsGroup,
        String replicationSlot) {}
