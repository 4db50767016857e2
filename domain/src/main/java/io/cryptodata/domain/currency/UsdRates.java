package io.cryptodata.domain.currency;

/// Rates to USDT by venue and hour.
@FunctionalInterface
public interface UsdRates {
    /// Without any rate.
    UsdRates NONE = (exchange, currency, epochHour) -> Double.NaN;

    /// USDT for one unit of `currency` at the close of an hour on `exchange`; NaN if it is unknown.
    double of(String exchange, String currency, long epochHour);
}
