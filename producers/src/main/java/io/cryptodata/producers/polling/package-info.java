/// Polling of venues: live work before repair before backfill; no market waits for another.
@NullMarked
package io.cryptodata.producers.polling;

import org.jspecify.annotations.NullMarked;
