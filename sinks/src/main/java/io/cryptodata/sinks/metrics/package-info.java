/// The meters of the sinks: what the broker and the database report of the connectors, measured at intervals.
@NullMarked
package io.cryptodata.sinks.metrics;

import org.jspecify.annotations.NullMarked;
