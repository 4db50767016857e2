/// Snapshots of venues, markets and group membership, for operators and the command line.
@NullMarked
package io.cryptodata.producers.status;

import org.jspecify.annotations.NullMarked;
