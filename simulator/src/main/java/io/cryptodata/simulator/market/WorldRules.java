package io.cryptodata.simulator.market;

import java.time.Duration;
import java.time.Instant;

/// What all venues of a world share.
///
/// @param seed of the prices
/// @param firstHour start of the history
/// @param history its length before the simulation starts; a young market is listed after three quarters of it
public record WorldRules(long seed, Instant firstHour, Duration history, EventRates eventRates) {}
