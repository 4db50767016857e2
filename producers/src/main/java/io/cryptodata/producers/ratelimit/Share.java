package io.cryptodata.producers.ratelimit;

/// The part of every limit that one of several processes with a common address has.
///
/// @param members how many processes share the address
/// @param rank of this process among them, from 0; each has another one
public record Share(int members, int rank) {
    /// Of a process that shares with nobody.
    public static final Share WHOLE = new Share(1, 0);

    public Share {
        if (members < 1) {
            throw new IllegalArgumentException("members must be at least 1, but was " + members);
        }
        if (rank < 0 || rank >= members) {
            throw new IllegalArgumentException(
                    "the rank among " + members + " members must be between 0 and " + (members - 1) + ", but was "
                            + rank);
        }
    }

    /// The share once another member has joined.
    public Share withOneMore() {
        return new Share(members + 1, rank);
    }
}
