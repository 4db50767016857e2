package io.cryptodata.streams.state;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GuardedStoreTest {
    private static final Bytes KEY = Bytes.wrap(new byte[]{1});
    private static final byte[] VALUE = {2};

    private final List<String> calls = new ArrayList<>();

    /// Kafka Streams commits a global store, and closes it only if that succeeds.
    @Test
    void a_store_whose_write_failed_is_closed_by_the_commit_before_the_close() {
        GuardedStore store = failing(Set.of("put", "commit"));
        assertThatThrownBy(() -> store.put(KEY, VALUE)).isInstanceOf(ProcessorStateException.class);
        store.commit(Map.of());
        assertThat(calls).containsExactly("put", "close");
    }

    @Test
    void a_commit_that_fails_is_reported_and_the_next_one_closes() {
        GuardedStore store = failing(Set.of("commit"));
        store.put(KEY, VALUE);
        assertThatThrownBy(() -> store.commit(Map.of())).hasMessage("no space left");
        store.commit(Map.of());
        store.close();
        assertThat(calls).containsExactly("put", "commit", "close", "close");
    }

    @Test
    void a_store_without_a_failure_is_committed_and_stays_open() {
        KeyValueBytesStoreSupplier supplier = GuardedStore.of(Stores.persistentKeyValueStore("rates"));
        assertThat(supplier.name()).isEqualTo("rates");
        assertThat(supplier.get().managesOffsets()).isTrue();
        assertThat(supplier.get().persistent()).isTrue();
        GuardedStore store = failing(Set.of());
        store.commit(Map.of());
        assertThat(store.putIfAbsent(KEY, VALUE)).isNull();
        assertThat(store.delete(KEY)).isNull();
        assertThat(calls).containsExactly("commit", "get", "put", "get", "put");
    }

    /// @param failing the methods that throw
    @SuppressWarnings("unchecked")
    private GuardedStore failing(Set<String> failing) {
        return new GuardedStore((KeyValueStore<Bytes, byte[]>) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[]{KeyValueStore.class}, (proxy, method, arguments) -> {
                    calls.add(method.getName());
                    if (failing.contains(method.getName())) {
                        throw new ProcessorStateException("no space left");
                    }
                    return null;
                }));
    }
}
