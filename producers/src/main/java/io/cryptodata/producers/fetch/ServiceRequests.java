package io.cryptodata.producers.fetch;

import java.util.Set;

/// The kinds of requests that concern a service as a whole: a refusal is never that of one market.
public final class ServiceRequests {
    public static final String LISTING = "listing";
    public static final String SERVER_TIME = "server_time";
    private static final Set<String> ALL = Set.of(LISTING, SERVER_TIME);

    private ServiceRequests() {}

    static boolean contains(String request) {
        return ALL.contains(request);
    }
}
