/// The replication slot between the operators' tables and their topics: its state, and its repair when it is lost.
@NullMarked
package io.cryptodata.sinks.slot;

import org.jspecify.annotations.NullMarked;
