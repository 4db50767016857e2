package io.cryptodata.producers.coingecko;

import io.cryptodata.producers.fetch.Call;
import io.cryptodata.producers.http.HttpTransport;
import io.cryptodata.producers.http.JsonApi;
import io.cryptodata.producers.http.Response;
import io.cryptodata.producers.ratelimit.Charge;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.List;
import java.util.Map;

/// CoinGecko over HTTP. The key is sent in a header and nowhere else, and is masked in CoinGecko's responses.
final class CoinGeckoClient {
    private final JsonApi api;
    private final CoinGeckoConfig config;
    private final List<Charge> charges;

    CoinGeckoClient(HttpTransport transport, CoinGeckoConfig config) {
        this.config = config;
        this.api = new JsonApi(transport, new CoinGeckoResponseClassifier(), headers(config), this::masked);
        this.charges = List.of(new Charge(Tier.limit(config.callsPerMinute()), 1));
    }

    /// @param number 1 is the first
    Call<CoinPage> page(int number) {
        URI address = URI.create(config.baseUrl() + "/api/v3/coins/markets?vs_currency=usd&order=market_cap_desc"
                + "&per_page=" + config.perPage() + "&page=" + number);
        return api.call("coins_markets", charges, address, (body, _) -> CoinGeckoPayloads.page(body));
    }

    private static Map<String, String> headers(CoinGeckoConfig config) {
        ApiKey key = config.key();
        return key == null ? Map.of() : Map.of(config.tier().header(), key.secret());
    }

    private Response masked(Response response) {
        @Nullable
        ApiKey key = config.key();
        return key == null || !response.body().contains(key.secret())
                ? response
                : response.withBody(key.maskedIn(response.body()));
    }
}
