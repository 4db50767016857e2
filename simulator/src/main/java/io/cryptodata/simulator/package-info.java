/// Fake venues on loopback: a market behind them, a clock of their own, and their real dialect over HTTP.
@NullMarked
package io.cryptodata.simulator;

import org.jspecify.annotations.NullMarked;
