package io.cryptodata.allinone.embedded;

/// How much of the disk that holds the state folder stays free.
///
/// @param toStartBytes nothing is started with less
/// @param reserveBytes fetching is paused while less is free; 0 for no pause
public record DiskLimits(long toStartBytes, long reserveBytes) {
    private static final long MEGABYTE = 1 << 20;
    /// beyond this the servers fail one after the other
    private static final int EXHAUSTED_SHARE = 8;
    private static final long LEAST_EXHAUSTED_BYTES = 16 * MEGABYTE;

    public DiskLimits {
        require(toStartBytes >= 0, "--min-free-disk must not be negative", toStartBytes);
        require(reserveBytes >= 0, "--disk-reserve must not be negative", reserveBytes);
    }

    private static void require(boolean holds, String expected, long actual) {
        if (!holds) {
            throw new IllegalArgumentException(expected + ", but was " + actual);
        }
    }

    /// 2 GB to start, a reserve of 1 GB.
    public static DiskLimits standard() {
        return new DiskLimits(2L << 30, 1L << 30);
    }

    /// Whether fetching is paused. It resumes when an eighth more than the reserve is free, so that it does not change with
    /// every file that is deleted.
    ///
    /// @param before whether it was paused before
    boolean isPaused(boolean before, long freeBytes) {
        return freeBytes < (before ? resumeBytes() : reserveBytes);
    }

    /// Fetching resumes when so much is free.
    long resumeBytes() {
        return reserveBytes + reserveBytes / EXHAUSTED_SHARE;
    }

    /// Whether so little is free that a server that failed cannot be started again: less than an eighth of the reserve.
    boolean isExhausted(long freeBytes) {
        return freeBytes < exhaustedBytes();
    }

    long exhaustedBytes() {
        return Math.max(LEAST_EXHAUSTED_BYTES, reserveBytes / EXHAUSTED_SHARE);
    }

    static long megabytes(long bytes) {
        return bytes / MEGABYTE;
    }
}
