package io.cryptodata.simulator.venue;

/// Trouble that a venue can have and says in words of its own.
public enum Trouble {
    /// asks to slow down, and says for how long where the venue does say so
    TOO_MANY_REQUESTS,
    /// shuts this address out for a while
    BAN,
    /// the network in front of the venue blocks this address
    FIREWALL,
    /// the venue's servers have an error
    SERVER_ERROR,
    /// the venue is closed for a while and says so
    MAINTENANCE
}
