package io.cryptodata.producers.venue;

import io.cryptodata.producers.fetch.ServiceRequests;

/// The kinds of requests to venues, as metrics name them.
public final class RequestNames {
    public static final String LISTING = ServiceRequests.LISTING;
    public static final String SERVER_TIME = ServiceRequests.SERVER_TIME;
    public static final String HOURLY_CANDLES = "hourly_candles";
    public static final String FIRST_HOUR = "first_hour";

    private RequestNames() {}
}
