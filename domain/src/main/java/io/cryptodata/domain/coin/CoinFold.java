package io.cryptodata.domain.coin;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;

/// The fold of one coin: a row per snapshot in, the same enriched out. A snapshot that is not newer than the newest one
/// folded changes nothing and emits nothing.
///
/// @param newestSnapshot the time of the newest snapshot folded, in whole milliseconds; null before the first
public record CoinFold(@Nullable Instant newestSnapshot) {
    private static final byte VERSION = 1;
    private static final int SIZE = Byte.BYTES + Long.BYTES;

    /// The fold of a coin without any snapshot.
    public static CoinFold start() {
        return new CoinFold(null);
    }

    /// The result of one row.
    ///
    /// @param emitted empty for a repeated or older snapshot
    public record Step(CoinFold after, Optional<EnrichedCoin> emitted) {}

    public Step add(CoinRow row) {
        Instant time = Instant.ofEpochMilli(row.snapshot().toEpochMilli());
        return newestSnapshot != null && !time.isAfter(newestSnapshot)
                ? new Step(this, Optional.empty())
                : new Step(new CoinFold(time), Optional.of(EnrichedCoin.of(row)));
    }

    /// The state after at least one snapshot, starting with a version byte.
    ///
    /// @throws IllegalStateException if no snapshot was folded
    public byte[] bytes() {
        if (newestSnapshot == null) {
            throw new IllegalStateException("a fold without any snapshot has no state");
        }
        return ByteBuffer.allocate(SIZE).put(VERSION).putLong(newestSnapshot.toEpochMilli()).array();
    }

    /// The fold that [#bytes()] wrote.
    ///
    /// @throws IllegalArgumentException if the version is unknown or the length does not fit
    public static CoinFold read(String coinId, byte[] bytes) {
        if (bytes.length > 0 && bytes[0] != VERSION) {
            throw new IllegalArgumentException("the state of coin " + coinId + " has version " + bytes[0]
                    + ", but this program reads only version " + VERSION
                    + ": replay it, or run the program that wrote it");
        }
        if (bytes.length != SIZE) {
            throw new IllegalArgumentException("the state of coin " + coinId + " has " + bytes.length
                    + " bytes instead of " + SIZE + ": it is damaged and must be replayed");
        }
        return new CoinFold(Instant.ofEpochMilli(ByteBuffer.wrap(bytes).getLong(1)));
    }
}
