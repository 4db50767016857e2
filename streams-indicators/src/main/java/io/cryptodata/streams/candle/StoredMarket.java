package io.cryptodata.streams.candle;

import io.cryptodata.domain.fold.FoldedHour;
import io.cryptodata.domain.fold.MarketFold;
import io.cryptodata.domain.fold.MarketMemory;
import io.cryptodata.domain.market.Market;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/// The memory of one market's fold in the state store, an entry per hour and per state: a live candle writes its own hour and
/// nothing else. A replay has kinds of entries of its own. Keys are the market's key, a zero character, a letter for the kind of the entry, and the epoch hour as six
/// hexadecimal digits, so that a market's entries of a kind are contiguous and in order.
final class StoredMarket implements MarketMemory {
    private static final char HOUR = 'h';
    private static final char PENDING = 'p';
    private static final char CHECKPOINT = 's';
    private static final char CORRECTIONS = 'c';
    private static final char REPLAY = 'r';
    private static final char CATALOGUE = 'f';
    private static final char REPLAYED_CATALOGUE = 'F';
    private static final char REPLAYED_HOUR = 'H';
    private static final char REPLAYED_CHECKPOINT = 'S';
    private static final int DIGITS = 6;
    private static final long LAST_HOUR = 0xff_ffff;

    private final Market market;
    private final KeyValueStore<String, byte[]> store;
    private final char hourKind;
    private final char checkpointKind;

    StoredMarket(Market market, KeyValueStore<String, byte[]> store) {
        this(market, store, HOUR, CHECKPOINT);
    }

    private StoredMarket(Market market, KeyValueStore<String, byte[]> store, char hourKind, char checkpointKind) {
        this.market = market;
        this.store = store;
        this.hourKind = hourKind;
        this.checkpointKind = checkpointKind;
    }

    @Override
    public @Nullable FoldedHour hour(long epochHour) {
        byte[] bytes = store.get(key(hourKind, epochHour));
        return bytes == null ? null : hourOf(bytes);
    }

    @Override
    public @Nullable FoldedHour hourBefore(long epochHour) {
        try (KeyValueIterator<String, byte[]> before = store.reverseRange(key(hourKind, 0),
                key(hourKind, epochHour - 1))) {
            return before.hasNext() ? hourOf(before.next().value) : null;
        }
    }

    @Override
    public List<FoldedHour> hoursFrom(long epochHour) {
        return hours(hourKind, epochHour);
    }

    @Override
    public void put(FoldedHour hour) {
        store.put(key(hourKind, hour.hour()), hour.toBytes());
    }

    @Override
    public void removeHours(long from, long to) {
        for (KeyValue<String, byte[]> entry : entries(hourKind, from, Math.min(to, LAST_HOUR) - 1)) {
            store.delete(entry.key);
        }
    }

    @Override
    public List<Long> checkpoints() {
        return entries(checkpointKind, 0, LAST_HOUR).stream().map(entry -> hourIn(entry.key)).toList();
    }

    @Override
    public byte[] checkpoint(long epochHour) {
        byte[] state = store.get(key(checkpointKind, epochHour));
        if (state == null) {
            throw new IllegalStateException("the store has no state of " + market + " before hour " + epochHour);
        }
        return state;
    }

    @Override
    public void putCheckpoint(long epochHour, byte[] state) {
        store.put(key(checkpointKind, epochHour), state);
    }

    @Override
    public void removeCheckpoint(long epochHour) {
        store.delete(key(checkpointKind, epochHour));
    }

    @Override
    public List<FoldedHour> pending() {
        return hours(PENDING, 0);
    }

    @Override
    public void putPending(FoldedHour hour) {
        store.put(key(PENDING, hour.hour()), hour.toBytes());
    }

    @Override
    public void removePending(FoldedHour hour) {
        store.delete(key(PENDING, hour.hour()));
    }

    @Override
    public int corrections() {
        byte[] bytes = store.get(key(CORRECTIONS, 0));
        return bytes == null ? 0 : ByteBuffer.wrap(bytes).getInt();
    }

    @Override
    public void putCorrections(int corrections) {
        store.put(key(CORRECTIONS, 0), ByteBuffer.allocate(Integer.BYTES).putInt(corrections).array());
    }

    @Override
    public MarketMemory replayed() {
        return new StoredMarket(market, store, REPLAYED_HOUR, REPLAYED_CHECKPOINT);
    }

    @Override
    public byte @Nullable [] replay() {
        return store.get(key(REPLAY, 0));
    }

    @Override
    public void putReplay(byte[] replay) {
        store.put(key(REPLAY, 0), replay);
    }

    @Override
    public void removeReplay() {
        store.delete(key(REPLAY, 0));
    }

    @Override
    public byte @Nullable [] catalogue() {
        return store.get(catalogueKey());
    }

    @Override
    public void putCatalogue(byte[] catalogue) {
        store.put(catalogueKey(), catalogue);
    }

    @Override
    public void removeCatalogue() {
        store.delete(catalogueKey());
    }

    private String catalogueKey() {
        return key(hourKind == HOUR ? CATALOGUE : REPLAYED_CATALOGUE, 0);
    }

    /// What the market lacks of this program's columns and timeframes, as it is stored.
    Set<String> missing() {
        byte[] single = store.get(market.key());
        return single == null ? MarketFold.missingIn(this) : MarketFold.missingIn(single);
    }

    /// Removes and returns the state of a release that stored a market as one entry; null if there is none.
    byte @Nullable [] removeSingleState() {
        return store.delete(market.key());
    }

    private List<FoldedHour> hours(char kind, long from) {
        return entries(kind, from, LAST_HOUR).stream().map(entry -> hourOf(entry.value)).toList();
    }

    private List<KeyValue<String, byte[]>> entries(char kind, long from, long to) {
        List<KeyValue<String, byte[]>> entries = new ArrayList<>();
        if (to >= from) {
            try (KeyValueIterator<String, byte[]> range = store.range(key(kind, from), key(kind, to))) {
                range.forEachRemaining(entries::add);
            }
        }
        return entries;
    }

    private FoldedHour hourOf(byte[] bytes) {
        return FoldedHour.read(market, ByteBuffer.wrap(bytes));
    }

    private String key(char kind, long hour) {
        return market.key() + '\0' + kind + HexFormat.of().toHexDigits(hour, DIGITS);
    }

    private static long hourIn(String key) {
        return HexFormat.fromHexDigitsToLong(key, key.length() - DIGITS, key.length());
    }
}
