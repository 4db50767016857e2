/// The one calendar: where every timeframe's buckets begin and end.
@NullMarked
package io.cryptodata.domain.calendar;

import org.jspecify.annotations.NullMarked;
