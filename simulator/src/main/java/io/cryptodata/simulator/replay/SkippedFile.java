package io.cryptodata.simulator.replay;

/// A skipped candle file.
///
/// @param file name of the file
/// @param reason for people
public record SkippedFile(String file, String reason) {}
