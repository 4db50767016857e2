package io.cryptodata.producers.polling;

/// How far the markets of a venue that are LIVE have got with the newest closed hour.
///
/// @param closedEnd end (exclusive, an epoch hour) of the hours that are closed and settled
/// @param live number of these markets
/// @param lacking how many of them still have to be polled for the newest closed hour
public record HourProgress(long closedEnd, long live, long lacking) {}
