package io.cryptodata.producers.venue;

/// The kinds of requests to venues, as metrics name them.
public final class RequestNames {
    public static final String LISTING = "listing";
    public static final String SERVER_TIME = "server_time";
    public static final String HOURLY_CANDLES = "hourly_candles";
    public static final String FIRST_HOUR = "first_hour";

    private RequestNames() {}
}
