package io.cryptodata.streams.state;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StandbyUpdateListener;
import org.apache.kafka.streams.processor.TaskId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Logs once per store that its copy on this process is complete: from then on it takes over without restoring.
public final class StandbyProgress implements StandbyUpdateListener {
    private static final Logger LOG = LoggerFactory.getLogger(StandbyProgress.class);
    /// the mark of a transaction is the last record of a changelog, and no part of a batch
    private static final int MARKS = 1;

    private final Set<TopicPartition> complete = ConcurrentHashMap.newKeySet();

    @Override
    public void onUpdateStart(TopicPartition changelog, String store, long first) {
        complete.remove(changelog);
    }

    @Override
    public void onBatchLoaded(TopicPartition changelog, String store, TaskId task, long last, long count, long end) {
        if (last + 1 + MARKS >= end && complete.add(changelog)) {
            LOG.info("the standby of the store {} has all of {}: {} offsets", store, changelog, end);
        }
    }

    @Override
    public void onUpdateSuspended(TopicPartition changelog, String store, long last, long end, SuspendReason reason) {
        complete.remove(changelog);
    }
}
