package io.cryptodata.producers.group;

import io.cryptodata.producers.ratelimit.Share;

/// Receives this member's share of every venue's limits.
@FunctionalInterface
public interface ShareListener {
    void shared(Share share);
}
