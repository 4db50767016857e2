/// The Connect plugins: a sink that upserts into PostgreSQL, a converter that waits for the registry, and the headers of
/// dead letters.
@NullMarked
package io.cryptodata.sinks.connect;

import org.jspecify.annotations.NullMarked;
