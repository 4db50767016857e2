/// The Connect plugins: a sink that upserts into PostgreSQL, a converter that retries while the registry is unavailable,
/// and the headers of dead letters.
@NullMarked
package io.cryptodata.sinks.connect;

import org.jspecify.annotations.NullMarked;
