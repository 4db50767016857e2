/// Simulated venues on loopback: markets, a simulated clock, and each venue's own HTTP API. This package assembles them.
@NullMarked
package io.cryptodata.simulator;

import org.jspecify.annotations.NullMarked;
