package io.cryptodata.producers.coingecko;

import io.cryptodata.producers.http.HttpTransport;
import io.cryptodata.producers.ratelimit.WallTime;
import io.cryptodata.simulator.clock.SimulatedClock;
import io.cryptodata.simulator.coingecko.SimulatedCoinGecko;
import io.cryptodata.simulator.coingecko.SimulatedCoinGecko.Address;
import io.cryptodata.simulator.venue.FaultInjector;
import io.cryptodata.simulator.venue.RequestKind;
import io.cryptodata.simulator.venue.VenueServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A simulated CoinGecko at both of its addresses, with a script of faults for its pages.
final class SimulatedCoins implements AutoCloseable {
    static final Instant NOW = Instant.parse("2024-01-01T00:07:00Z");

    final FaultInjector.Queued script = new FaultInjector.Queued(RequestKind.LISTING);
    final SimulatedCoinGecko open = coins(Address.PUBLIC);
    private final SimulatedCoinGecko pro = coins(Address.PRO);
    private final VenueServer venues = new VenueServer(0,
            Map.of(SimulatedCoinGecko.NAME, open, SimulatedCoinGecko.PRO_NAME, pro));
    private final HttpClient http = HttpTransport.newClient();

    SimulatedCoins() {
        open.inject(script);
        pro.inject(script);
    }

    private static SimulatedCoinGecko coins(Address address) {
        return new SimulatedCoinGecko(address, 42, List.of("BTC", "MOTE"), SimulatedClock.frozenAt(NOW),
                InstantSource.system());
    }

    URI url(Address address) {
        return venues.url(address == Address.PRO ? SimulatedCoinGecko.PRO_NAME : SimulatedCoinGecko.NAME);
    }

    CoinGeckoConfig keyless() {
        return CoinGeckoConfig.keyless().at(url(Address.PUBLIC));
    }

    CoinGeckoConfig with(Tier tier, String key, Address address) {
        Map<String, String> settings = new HashMap<>();
        settings.put("COINGECKO_TIER", tier.name());
        settings.put("COINGECKO_KEY", key);
        settings.put("COINGECKO_BASE_URL", url(address).toString());
        return CoinGeckoConfig.from(settings);
    }

    CoinGeckoClient client(CoinGeckoConfig config) {
        return client(config, Duration.ofMinutes(1));
    }

    /// @param timeout of a request
    CoinGeckoClient client(CoinGeckoConfig config, Duration timeout) {
        return new CoinGeckoClient(new HttpTransport(http, timeout, InstantSource.system()), config);
    }

    /// With budget and retries.
    CoinPages pages(CoinGeckoConfig config, WallTime time) {
        return CoinGecko.pages(config, http, time, new SimpleMeterRegistry());
    }

    @Override
    public void close() {
        http.close();
        open.close();
        pro.close();
        venues.close();
    }
}
