package io.cryptodata.streams.runtime;

import io.cryptodata.schemas.TopicName;
import io.cryptodata.service.loop.Loop;
import io.cryptodata.service.topic.GroupLag;
import io.cryptodata.streams.metrics.StreamsMeters;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.admin.Admin;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/// The lag of the stream in the topics that it reads, measured at intervals: the gauges `cda.streams.lag`.
public final class LagMeters implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofSeconds(15);
    private static final List<String> TOPICS = List.of(TopicName.CANDLES_1H, TopicName.CANDLES_REPLAY,
            TopicName.COINGECKO_MARKETS);

    private final Admin admin;
    private final Map<String, Long> lags = new ConcurrentHashMap<>();
    private final Loop loop = Loop.every(INTERVAL, "streams-lag", this::measure).closingWithin(Duration.ZERO);

    /// @param admin closed by its creator, after this
    public LagMeters(Admin admin, MeterRegistry meters) {
        this.admin = admin;
        TOPICS.forEach(topic -> StreamsMeters.LAG.gaugeIn(meters, topic, this::lag, topic));
    }

    public void start() {
        loop.start();
    }

    private void measure() {
        for (String topic : TOPICS) {
            OptionalLong lag = GroupLag.measure(admin, StreamsProperties.APPLICATION_ID, topic);
            if (lag.isPresent()) {
                lags.put(topic, lag.getAsLong());
            } else {
                lags.remove(topic);
            }
        }
    }

    private double lag(String topic) {
        Long lag = lags.get(topic);
        return lag == null ? Double.NaN : lag;
    }

    @Override
    public void close() {
        loop.close();
        lags.clear();
    }
}
