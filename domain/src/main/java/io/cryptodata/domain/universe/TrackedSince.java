package io.cryptodata.domain.universe;

import java.time.Instant;

/// Whether a market was tracked, and since when.
public record TrackedSince(boolean tracked, Instant since) {}
