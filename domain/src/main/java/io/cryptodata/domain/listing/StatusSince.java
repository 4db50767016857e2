package io.cryptodata.domain.listing;

import java.time.Instant;

/// A status and when it was first seen.
public record StatusSince(ListingStatus status, Instant since) {}
