package io.cryptodata.producers.operation;

import io.cryptodata.schemas.OperationKind;
import io.cryptodata.schemas.avro.Operation;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// One request of an operator, as on the topic `operations`.
///
/// @param target a task for [OperationKind#RUN], otherwise a venue
/// @param by who requested it
/// @param reason why; null if none was given
/// @param until when a pause ends by itself; null if only a resume ends it
public record Requested(OperationKind kind, String target, String by, Instant at, @Nullable String reason,
        @Nullable Instant until) {
    /// @throws IllegalArgumentException if the kind is unknown, or the key is not that of the request
    static Requested of(String key, Operation operation) {
        OperationKind kind = OperationKind.of(operation.getKind());
        if (!kind.keyOf(operation.getTarget()).equals(key)) {
            throw new IllegalArgumentException("the key of a request for " + operation.getKind() + " of "
                    + operation.getTarget() + " must be " + kind.keyOf(operation.getTarget()) + ", but was " + key);
        }
        return new Requested(kind, operation.getTarget(), operation.getRequestedBy(), operation.getRequestedAt(),
                operation.getReason(), operation.getUntil());
    }

    /// Whether it pauses its venue at that time.
    boolean pausesAt(Instant now) {
        return kind == OperationKind.PAUSE && (until == null || now.isBefore(until));
    }

    /// Such as `paused by an operator: anna, since 2026-01-01T00:00:00Z, until 2026-01-01T06:00:00Z: maintenance`.
    String describe() {
        return "paused by an operator: " + by + ", since " + at + (until == null ? "" : ", until " + until)
                + (reason == null ? "" : ": " + reason);
    }
}
