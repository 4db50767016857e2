package io.cryptodata.simulator.coingecko;

import com.sun.net.httpserver.HttpExchange;
import io.cryptodata.simulator.venue.RateLimit;
import io.cryptodata.simulator.venue.VenueRequest;
import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// Which API keys CoinGecko accepts at which of its two addresses, and their rate limits.
///
/// [Keys](https://docs.coingecko.com/docs/setting-up-your-api-key),
/// [codes](https://docs.coingecko.com/docs/common-errors-rate-limit)
final class ApiKeyCheck {
    private static final String DEMO_HEADER = "x-cg-demo-api-key";
    private static final String PRO_HEADER = "x-cg-pro-api-key";
    private static final String DEMO_PARAMETER = "x_cg_demo_api_key";
    private static final String PRO_PARAMETER = "x_cg_pro_api_key";

    private ApiKeyCheck() {}

    /// Requests per minute and client.
    record Limits(int keyless, int demo, int pro) {
        /// The limit without a key is the lowest observed one.
        static final Limits DEFAULT = new Limits(5, 100, 500);
    }

    /// The result of the check.
    sealed interface Result {}

    /// Accepted: the request counts against a limit of the client.
    record Client(String name, RateLimit limit) implements Result {}

    /// Rejected with an error.
    record Rejected(int status, int code, String message) implements Result {}

    static Result check(SimulatedCoinGecko.Address address, HttpExchange exchange, VenueRequest request,
            Limits limits) {
        String demo = key(exchange, DEMO_HEADER, request, DEMO_PARAMETER);
        String pro = key(exchange, PRO_HEADER, request, PRO_PARAMETER);
        return switch (address) {
            case PUBLIC -> atPublic(demo, pro, limits);
            case PRO -> atPro(demo, pro, limits);
        };
    }

    private static Result atPublic(@Nullable String demo, @Nullable String pro, Limits limits) {
        if (pro != null || demo != null && !demo.equals(SimulatedCoinGecko.DEMO_KEY)) {
            return new Rejected(400, 10_010, "Invalid key; a Pro key belongs to the address for Pro keys.");
        }
        return demo == null
                ? new Client("keyless", limit("keyless", limits.keyless))
                : new Client("demo", limit("demo", limits.demo));
    }

    private static Result atPro(@Nullable String demo, @Nullable String pro, Limits limits) {
        if (demo == null && pro == null) {
            return new Rejected(401, 10_002, "The key is missing.");
        }
        return demo == null && SimulatedCoinGecko.PRO_KEY.equals(pro)
                ? new Client("pro", limit("pro", limits.pro))
                : new Rejected(400, 10_011, "Invalid key; a Demo key belongs to the public address.");
    }

    private static RateLimit limit(String name, int calls) {
        return RateLimit.rolling(name, calls, Duration.ofMinutes(1));
    }

    private static @Nullable String key(HttpExchange exchange, String header, VenueRequest request, String parameter) {
        String inHeader = exchange.getRequestHeaders().getFirst(header);
        return inHeader != null || !request.has(parameter) ? inHeader : request.text(parameter);
    }
}
