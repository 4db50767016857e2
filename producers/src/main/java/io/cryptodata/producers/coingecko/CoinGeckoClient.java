package io.cryptodata.producers.coingecko;

import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.http.HttpTransport;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Map;

/// CoinGecko over HTTP: one request per call, no waiting, no repeating. The key goes into a header and nowhere else, and
/// is masked in whatever CoinGecko says.
final class CoinGeckoClient implements CoinPages {
    private final HttpTransport http;
    private final CoinGeckoConfig config;

    CoinGeckoClient(HttpTransport http, CoinGeckoConfig config) {
        this.http = http;
        this.config = config;
    }

    /// @param number 1 is the first
    @Override
    public Fetch<CoinPage> page(int number) {
        URI address = URI.create(config.baseUrl() + "/api/v3/coins/markets?vs_currency=usd&order=market_cap_desc"
                + "&per_page=" + config.perPage() + "&page=" + number);
        return switch (http.get(address, headers())) {
            case HttpTransport.NoAnswer(String reason) -> new Fetch.Unavailable<>(reason);
            case HttpTransport.Answered answer -> CoinGeckoResponseClassifier.read(masked(answer));
        };
    }

    private Map<String, String> headers() {
        ApiKey key = config.key();
        return key == null ? Map.of() : Map.of(config.tier().header(), key.secret());
    }

    private HttpTransport.Answered masked(HttpTransport.Answered answer) {
        @Nullable
        ApiKey key = config.key();
        return key == null || !answer.body().contains(key.secret())
                ? answer
                : new HttpTransport.Answered(answer.status(), answer.headers(), key.maskedIn(answer.body()),
                        answer.started(), answer.ended());
    }
}
