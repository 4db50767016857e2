/// Failure handling: records that cannot be processed, threads that cannot continue.
@NullMarked
package io.cryptodata.streams.failure;

import org.jspecify.annotations.NullMarked;
