package io.cryptodata.service.http;

import java.util.Map;

/// What the HTTP servers of this process accept from a client, so that none of them holds up the others: the JDK's own limits,
/// which it reads when the first server of a process is created.
public final class HttpLimits {
    private static final Map<String, String> LIMITS = Map.of(
            // seconds in which a request has to arrive, the first one of a connection included
            "sun.net.httpserver.maxReqTime", "10",
            // seconds for the response, until the client has received it
            "sun.net.httpserver.maxRspTime", "30",
            // request line and headers, in bytes, and the number of headers
            "sun.net.httpserver.maxReqHeaderSize", "16384",
            "sun.net.httpserver.maxReqHeaders", "100",
            // connections beyond are closed at once: each needs a file descriptor, as stores and logs do
            "jdk.httpserver.maxConnections", "1000",
            // how much of a body that nobody reads is read
            "sun.net.httpserver.drainAmount", "0");

    private HttpLimits() {}

    /// Sets every limit that the start of the JVM did not. Has no effect on servers that exist.
    public static void apply() {
        LIMITS.forEach((name, value) -> System.setProperty(name, System.getProperty(name, value)));
    }
}
