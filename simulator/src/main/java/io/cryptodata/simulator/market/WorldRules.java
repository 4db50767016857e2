package io.cryptodata.simulator.market;

import java.time.Duration;
import java.time.Instant;

/// What all venues of a world have in common.
///
/// @param seed of the prices
/// @param firstHour when history begins
/// @param history how much of it there is before anybody looks; a young market is listed after three quarters of it
public record WorldRules(long seed, Instant firstHour, Duration history, EventRates happenings) {}
