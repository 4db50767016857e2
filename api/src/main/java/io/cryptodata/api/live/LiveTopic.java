package io.cryptodata.api.live;

import io.cryptodata.schemas.TopicName;

import java.util.List;

/// The topics of the stream, in the order of positions.
enum LiveTopic {
    HOURS(TopicName.CANDLES_1H, "candles", "candle"), ROLLUPS(TopicName.CANDLES_ROLLUP, "candles",
            "candle"), INDICATORS(
                    TopicName.INDICATORS, "indicators", "indicator"), TASKS(TopicName.TASK_RUNS, "tasks", "task");

    /// What the parameter `kind` accepts.
    static final List<String> KINDS = List.of("candles", "indicators", "tasks");

    private final String topic;
    private final String kind;
    private final String event;

    LiveTopic(String topic, String kind, String event) {
        this.topic = topic;
        this.kind = kind;
        this.event = event;
    }

    String topic() {
        return topic;
    }

    /// The word of the parameter `kind`.
    String kind() {
        return kind;
    }

    /// The type of its events.
    String event() {
        return event;
    }
}
