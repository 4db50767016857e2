package io.cryptodata.service.topic;

import java.util.Map;

/// What a producer without transactions needs so that each of its records is written once and in order.
///
/// One request in flight: with more, the leader of a partition that is still being created can refuse the first batch and accept
/// the second. It then refuses the first as out of sequence until its delivery timeout, and the records are lost. Brokers before
/// 4.5 do that: <https://issues.apache.org/jira/browse/KAFKA-15591>. For transactions the broker rejects the second batch:
/// <https://issues.apache.org/jira/browse/KAFKA-18202>.
public final class IdempotentProducers {
    public static final Map<String, Object> SETTINGS = Map.of("acks", "all", "enable.idempotence", true,
            "max.in.flight.requests.per.connection", 1);

    private IdempotentProducers() {}
}
