package io.cryptodata.streams.state;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// A global store that is closed although its last commit fails, on a full disk for example.
///
/// Kafka Streams 4.3.1 and 4.4.0 commit a global store before they close it, and do not close it if that fails
/// (`GlobalStateUpdateTask.close`): its files stay open and locked, and no stream of this process can open them again. So
/// once a write or a commit has failed, a commit closes this store instead. Stores of tasks do not need this.
public final class GuardedStore implements KeyValueStore<Bytes, byte[]> {
    private final KeyValueStore<Bytes, byte[]> store;
    private volatile boolean failed;

    GuardedStore(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /// Guards what another supplier creates.
    public static KeyValueBytesStoreSupplier of(KeyValueBytesStoreSupplier stores) {
        return new KeyValueBytesStoreSupplier() {
            @Override
            public String name() {
                return stores.name();
            }

            @Override
            public KeyValueStore<Bytes, byte[]> get() {
                return new GuardedStore(stores.get());
            }

            @Override
            public String metricsScope() {
                return stores.metricsScope();
            }
        };
    }

    private void guarded(Runnable write) {
        try {
            write.run();
        } catch (RuntimeException e) {
            failed = true;
            throw e;
        }
    }

    @Override
    public void commit(Map<TopicPartition, Long> offsets) {
        if (failed) {
            store.close();
        } else {
            guarded(() -> store.commit(offsets));
        }
    }

    @Override
    public void put(Bytes key, byte @Nullable [] value) {
        guarded(() -> store.put(key, value));
    }

    @Override
    public byte @Nullable [] putIfAbsent(Bytes key, byte[] value) {
        byte[] present = store.get(key);
        if (present == null) {
            put(key, value);
        }
        return present;
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
        guarded(() -> store.putAll(entries));
    }

    @Override
    public byte @Nullable [] delete(Bytes key) {
        byte[] present = store.get(key);
        put(key, null);
        return present;
    }

    @Override
    public String name() {
        return store.name();
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        store.init(context, root);
    }

    @Override
    public @Nullable Long committedOffset(TopicPartition partition) {
        return store.committedOffset(partition);
    }

    @Override
    public boolean managesOffsets() {
        return store.managesOffsets();
    }

    @Override
    public void close() {
        store.close();
    }

    @Override
    public boolean persistent() {
        return store.persistent();
    }

    @Override
    public boolean isOpen() {
        return store.isOpen();
    }

    @Override
    public Position getPosition() {
        return store.getPosition();
    }

    @Override
    public byte @Nullable [] get(Bytes key) {
        return store.get(key);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to) {
        return store.range(from, to);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        return store.all();
    }

    @Override
    public long approximateNumEntries() {
        return store.approximateNumEntries();
    }
}
