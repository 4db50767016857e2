package io.cryptodata.streams.runtime;

import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

import java.util.Map;

/// All stores of this process share one block cache and one write buffer budget, however many partitions it has.
public final class BoundedRocksDb implements RocksDBConfigSetter {
    private static final long CACHE_BYTES = 48L << 20;
    private static final long WRITE_BUFFER_BYTES = 32L << 20;
    /// of one store; offsets are kept with the state and become durable when a buffer is written: smaller ones restore less
    /// after a crash
    private static final int BUFFER_BYTES = 4 << 20;

    /// never closed: the options of every store point to them
    @SuppressWarnings("resource")
    private static final Cache CACHE = new LRUCache(CACHE_BYTES);
    @SuppressWarnings("resource")
    private static final WriteBufferManager WRITE_BUFFERS = new WriteBufferManager(WRITE_BUFFER_BYTES, CACHE);

    @Override
    public void setConfig(String store, Options options, Map<String, Object> settings) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(CACHE);
        table.setCacheIndexAndFilterBlocks(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(WRITE_BUFFERS);
        options.setWriteBufferSize(BUFFER_BYTES);
        options.setMaxWriteBufferNumber(2);
    }

    /// Cache and budget are shared and stay open.
    @Override
    public void close(String store, Options options) {}
}
