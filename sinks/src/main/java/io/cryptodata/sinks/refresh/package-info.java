/// Refreshes the continuous aggregates after late, revised and deleted hours (TimescaleDB Community only).
@NullMarked
package io.cryptodata.sinks.refresh;

import org.jspecify.annotations.NullMarked;
