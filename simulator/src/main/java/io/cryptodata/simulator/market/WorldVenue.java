package io.cryptodata.simulator.market;

import io.cryptodata.simulator.market.CandleSource.ListedMarket;

import java.util.function.Function;

/// A venue of a world.
///
/// @param symbolOf the venue's symbol of a market
public record WorldVenue(String exchange, VenueTraits traits, Function<ListedMarket, String> symbolOf) {}
