package io.cryptodata.simulator.coingecko;

import com.sun.net.httpserver.HttpExchange;
import io.cryptodata.simulator.venue.Limit;
import io.cryptodata.simulator.venue.VenueRequest;
import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// Who may ask at which of CoinGecko's two addresses, and how often.
///
/// [Keys](https://docs.coingecko.com/docs/setting-up-your-api-key),
/// [codes](https://docs.coingecko.com/docs/common-errors-rate-limit)
final class CoinKeys {
    private static final String DEMO_HEADER = "x-cg-demo-api-key";
    private static final String PRO_HEADER = "x-cg-pro-api-key";
    private static final String DEMO_PARAMETER = "x_cg_demo_api_key";
    private static final String PRO_PARAMETER = "x_cg_pro_api_key";

    private CoinKeys() {}

    /// How often one caller may ask within a minute.
    record Limits(int keyless, int demo, int pro) {
        /// Without a key as little as it has ever been.
        static final Limits USUAL = new Limits(5, 100, 500);
    }

    /// What becomes of a request.
    sealed interface Verdict {}

    /// It counts against a limit of its caller.
    record Caller(String name, Limit limit) implements Verdict {}

    /// It is refused.
    record Refused(int status, int code, String message) implements Verdict {}

    static Verdict at(SimulatedCoinGecko.Address address, HttpExchange exchange, VenueRequest asked, Limits limits) {
        String demo = key(exchange, DEMO_HEADER, asked, DEMO_PARAMETER);
        String pro = key(exchange, PRO_HEADER, asked, PRO_PARAMETER);
        return switch (address) {
            case PUBLIC -> atPublic(demo, pro, limits);
            case PRO -> atPro(demo, pro, limits);
        };
    }

    private static Verdict atPublic(@Nullable String demo, @Nullable String pro, Limits limits) {
        if (pro != null || demo != null && !demo.equals(SimulatedCoinGecko.DEMO_KEY)) {
            return new Refused(400, 10_010, "Invalid key; a Pro key belongs to the address for Pro keys.");
        }
        return demo == null
                ? new Caller("keyless", limit("keyless", limits.keyless))
                : new Caller("demo", limit("demo", limits.demo));
    }

    private static Verdict atPro(@Nullable String demo, @Nullable String pro, Limits limits) {
        if (demo == null && pro == null) {
            return new Refused(401, 10_002, "The key is missing.");
        }
        return demo == null && SimulatedCoinGecko.PRO_KEY.equals(pro)
                ? new Caller("pro", limit("pro", limits.pro))
                : new Refused(400, 10_011, "Invalid key; a Demo key belongs to the public address.");
    }

    private static Limit limit(String name, int calls) {
        return Limit.rolling(name, calls, Duration.ofMinutes(1));
    }

    private static @Nullable String key(HttpExchange exchange, String header, VenueRequest asked, String parameter) {
        String inHeader = exchange.getRequestHeaders().getFirst(header);
        return inHeader != null || !asked.has(parameter) ? inHeader : asked.text(parameter);
    }
}
