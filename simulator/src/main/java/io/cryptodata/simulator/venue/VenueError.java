package io.cryptodata.simulator.venue;

/// Errors that every dialect can report in its own format.
public enum VenueError {
    /// too many requests; with a retry time if the venue sends one
    TOO_MANY_REQUESTS,
    /// the address is banned
    BAN,
    /// the network in front of the venue blocks the address
    FIREWALL,
    /// an internal error of the venue
    SERVER_ERROR,
    /// the venue is under maintenance
    MAINTENANCE
}
