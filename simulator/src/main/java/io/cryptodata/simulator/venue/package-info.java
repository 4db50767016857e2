/// The kernel of all simulated venues: requests, responses, rate limits, bans and faults. Each venue is a package below
/// this one with the venue's dialect; no venue depends on another.
@NullMarked
package io.cryptodata.simulator.venue;

import org.jspecify.annotations.NullMarked;
