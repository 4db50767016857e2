package io.cryptodata.streams.replay;

import io.cryptodata.schemas.TopicName;
import io.cryptodata.service.topic.GroupLag;
import io.cryptodata.streams.runtime.StreamsProperties;
import org.apache.kafka.clients.admin.Admin;

import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// The live work of a stream by the offsets that it has committed.
///
/// @param admin of the broker
/// @param running whether the stream runs, with no store being restored
public record StreamLiveWork(Admin admin, BooleanSupplier running) implements LiveWork {
    /// records of `candles.1h`: what the stream folds within a twentieth of a second
    private static final long SMALL_LAG = 1000;

    @Override
    public boolean isRunning() {
        return running.getAsBoolean();
    }

    @Override
    public boolean isCaughtUp(Set<Integer> partitions) {
        OptionalLong lag = GroupLag.measure(admin, StreamsProperties.APPLICATION_ID, TopicName.CANDLES_1H,
                partitions::contains);
        return lag.isPresent() && lag.getAsLong() <= SMALL_LAG;
    }

    @Override
    public boolean hasFolded(int partition, long offset) throws InterruptedException {
        return new StreamProgress(admin).hasFolded(partition, offset);
    }
}
