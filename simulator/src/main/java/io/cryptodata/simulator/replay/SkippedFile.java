package io.cryptodata.simulator.replay;

/// A candle file that nobody can fetch, left out.
///
/// @param file its name
/// @param reason why, for people
public record SkippedFile(String file, String reason) {}
