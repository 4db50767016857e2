/// What all fake venues share: requests and answers, limits and bans, what goes wrong. A venue is a package of its own
/// below this one that only speaks the venue's dialect, and knows no other venue.
@NullMarked
package io.cryptodata.simulator.venue;

import org.jspecify.annotations.NullMarked;
