package io.cryptodata.domain.market;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/// The computed 63-bit id of one hour of one market, the same in Java, SQL and Python, available before any insert.
///
/// Bits 62..43 are the hours since 1970-01-01T00Z of the candle's open time; bits 42..0 are the lowest 43 bits of the
/// first eight bytes (big-endian) of the MD5 of the market's key. Ordered by time; always positive.
public final class LastId {
    private static final int HASH_BITS = 43;
    /// The bits of the market.
    public static final long HASH_MASK = (1L << HASH_BITS) - 1;
    private static final long SECONDS_PER_HOUR = 3600;

    private LastId() {}

    /// The id of the hour that opens at `openTime`; minutes and seconds do not matter.
    public static long of(Market market, Instant openTime) {
        return of(hashOf(market), Math.floorDiv(openTime.getEpochSecond(), SECONDS_PER_HOUR));
    }

    /// The id from its two parts.
    ///
    /// @param marketHash from [#hashOf(Market)]
    /// @param epochHour hours since 1970-01-01T00Z, not negative
    public static long of(long marketHash, long epochHour) {
        return epochHour << HASH_BITS | marketHash;
    }

    /// The market's 43 bits. Compute once per market: it is an MD5.
    public static long hashOf(Market market) {
        byte[] digest = md5().digest(market.key().getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(digest).getLong() & HASH_MASK;
    }

    /// The open time of the hour that `lastId` identifies.
    public static Instant openTimeOf(long lastId) {
        return Instant.ofEpochSecond(epochHourIn(lastId) * SECONDS_PER_HOUR);
    }

    /// The epoch hour that `lastId` identifies.
    public static long epochHourIn(long lastId) {
        return lastId >>> HASH_BITS;
    }

    /// The 43 bits of the market that `lastId` identifies.
    public static long hashIn(long lastId) {
        return lastId & HASH_MASK;
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime lacks MD5, which every Java runtime must support", e);
        }
    }
}
