/// The one calendar: where every timeframe's buckets start and end.
@NullMarked
package io.cryptodata.domain.calendar;

import org.jspecify.annotations.NullMarked;
