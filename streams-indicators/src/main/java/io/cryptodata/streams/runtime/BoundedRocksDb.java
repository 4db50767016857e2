package io.cryptodata.streams.runtime;

import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

import java.util.Map;

/// All stores of this process share one block cache and one budget of write buffers, whatever the number of partitions.
public final class BoundedRocksDb implements RocksDBConfigSetter {
    private static final long CACHE_BYTES = 48L << 20;
    private static final long WRITE_BUFFER_BYTES = 32L << 20;
    private static final int FILE_BYTES = 8 << 20;

    /// for the life of the process: every store's options point to them
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
        options.setWriteBufferSize(FILE_BYTES);
        options.setMaxWriteBufferNumber(2);
    }

    /// The cache and the budget are everybody's and stay.
    @Override
    public void close(String store, Options options) {}
}
