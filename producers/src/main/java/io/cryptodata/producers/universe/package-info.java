/// The tracked markets: decided by the leader, followed by all members.
@NullMarked
package io.cryptodata.producers.universe;

import org.jspecify.annotations.NullMarked;
