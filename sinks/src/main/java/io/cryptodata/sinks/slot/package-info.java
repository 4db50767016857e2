/// The replication slot between the operators' tables and their topics: whether it is there, and what is done when it is lost.
@NullMarked
package io.cryptodata.sinks.slot;

import org.jspecify.annotations.NullMarked;
