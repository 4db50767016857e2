package io.cryptodata.api.http;

import io.cryptodata.api.metrics.ApiMeters;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.micrometer.core.instrument.MeterRegistry;

import java.util.concurrent.TimeUnit;

/// Counts requests by route and status, and measures how long they take.
final class RequestMeters {
    private static final String PAGE = "page";

    private final MeterRegistry meters;

    RequestMeters(MeterRegistry meters, Connections connections) {
        this.meters = meters;
        ApiMeters.CONNECTIONS.gaugeIn(meters, connections, Connections::count);
        ApiMeters.CUT_OFF.functionCounterIn(meters, connections, Connections::cutOff);
    }

    void finished(ServerRequest request, ServerResponse response, long nanos) {
        String route = routeOf(request);
        ApiMeters.REQUESTS.counterIn(meters, route, Integer.toString(response.status().code())).increment();
        ApiMeters.DURATION.timerIn(meters, route).record(nanos, TimeUnit.NANOSECONDS);
    }

    /// The pattern of the route, so that there are few; those of the page and of no route are one each.
    private static String routeOf(ServerRequest request) {
        boolean api = request.path().absolute().path().startsWith(ApiServer.BASE + "/");
        return api
                ? request.matchingPattern().filter(pattern -> pattern.length() > ApiServer.BASE.length())
                        .map(pattern -> pattern.substring(ApiServer.BASE.length())).orElse("none")
                : PAGE;
    }
}
