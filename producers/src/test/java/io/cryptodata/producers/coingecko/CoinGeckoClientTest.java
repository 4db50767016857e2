package io.cryptodata.producers.coingecko;

import io.cryptodata.producers.fetch.Call;
import io.cryptodata.producers.fetch.DirectRunner;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.simulator.coingecko.SimulatedCoinGecko;
import io.cryptodata.simulator.coingecko.SimulatedCoinGecko.Address;
import io.cryptodata.simulator.venue.Fault;
import io.cryptodata.simulator.venue.RowFault;
import io.cryptodata.simulator.venue.VenueError;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class CoinGeckoClientTest {
    private final SimulatedCoins coins = new SimulatedCoins();

    @AfterEach
    void close() {
        coins.close();
    }

    @Test
    void eight_pages_are_two_thousand_distinct_coins_by_rank() {
        CoinGeckoClient client = coins.client(demo());
        Set<String> ids = new HashSet<>();
        for (int number = 1; number <= 8; number++) {
            List<Coin> page = DirectRunner.value(client.page(number)).coins();
            assertThat(page).hasSize(250);
            page.forEach(coin -> ids.add(coin.id()));
        }
        assertThat(ids).hasSize(2000);
        Coin first = DirectRunner.value(client.page(1)).coins().getFirst();
        assertThat(first.id()).isEqualTo("bitcoin");
        assertThat(first.marketCapRank()).isEqualTo(1);
        assertThat(first.price()).isPositive();
        assertThat(DirectRunner.value(client.page(9)).coins()).hasSize(100);
        assertThat(DirectRunner.value(client.page(10)).coins()).isEmpty();
    }

    @Test
    void each_kind_of_key_is_accepted_at_its_address() {
        assertThat(outcome(coins.client(coins.keyless()).page(1))).isInstanceOf(Fetch.Ok.class);
        assertThat(outcome(coins.client(demo()).page(1))).isInstanceOf(Fetch.Ok.class);
        assertThat(outcome(coins.client(coins.with(Tier.PRO, SimulatedCoinGecko.PRO_KEY, Address.PRO)).page(1)))
                .isInstanceOf(Fetch.Ok.class);
    }

    @Test
    void a_key_at_the_wrong_address_or_a_missing_key_is_rejected_with_the_action_required() {
        rejected(coins.with(Tier.PRO, SimulatedCoinGecko.PRO_KEY, Address.PUBLIC), "COINGECKO_TIER to PRO");
        rejected(coins.with(Tier.DEMO, SimulatedCoinGecko.DEMO_KEY, Address.PRO), "COINGECKO_TIER to DEMO");
        rejected(coins.with(Tier.DEMO, "CG-of-nobody", Address.PUBLIC), "the key is wrong");
        rejected(CoinGeckoConfig.keyless().at(coins.url(Address.PRO)), "CoinGecko requires a key");
    }

    @Test
    void the_key_is_masked_in_every_response() {
        coins.script.add(Fault.Response.json(200, "{\"echo\":\"" + SimulatedCoinGecko.DEMO_KEY + "\"}"));
        coins.script.add(Fault.Response.json(400, "{\"error\":\"bad key " + SimulatedCoinGecko.DEMO_KEY + "\"}"));
        CoinGeckoClient client = coins.client(demo());
        assertThat(outcome(client.page(1)).toString()).contains("***").doesNotContain(SimulatedCoinGecko.DEMO_KEY);
        assertThat(outcome(client.page(1)).toString()).contains("bad key ***")
                .doesNotContain(SimulatedCoinGecko.DEMO_KEY);
    }

    @Test
    void requests_beyond_the_limit_are_slowed_down_and_then_banned() {
        CoinGeckoClient client = coins.client(coins.keyless());
        for (int call = 0; call < 5; call++) {
            assertThat(outcome(client.page(1))).isInstanceOf(Fetch.Ok.class);
        }
        assertThat(outcome(client.page(1))).isInstanceOfSatisfying(Failure.SlowDown.class,
                failure -> assertThat(failure.retryAfter()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(60)));
        for (int call = 0; call < 10; call++) {
            outcome(client.page(1));
        }
        assertThat(outcome(client.page(1))).isInstanceOf(Failure.Banned.class);
        assertThat(coins.open.budgetExceeded()).isTrue();
    }

    @Test
    void every_fault_has_its_outcome() {
        assertOutcome(new Fault.Error(VenueError.TOO_MANY_REQUESTS, Duration.ofSeconds(119)), Failure.SlowDown.class);
        assertOutcome(Fault.Response.html(429), Failure.SlowDown.class);
        assertOutcome(new Fault.Error(VenueError.FIREWALL, Duration.ZERO), Failure.Banned.class);
        assertOutcome(new Fault.Error(VenueError.SERVER_ERROR, Duration.ZERO), Failure.Unavailable.class);
        assertOutcome(new Fault.Error(VenueError.MAINTENANCE, Duration.ZERO), Failure.Unavailable.class);
        assertOutcome(Fault.Response.html(200), Failure.NotServed.class);
        assertOutcome(new Fault.Truncated(), Failure.Unreadable.class);
        assertOutcome(new Fault.ConnectionReset(), Failure.Unavailable.class);
        assertOutcome(new Fault.Rows(RowFault.EMPTY), Fetch.Ok.class);
        assertOutcome(new Fault.Rows(RowFault.DUPLICATED), Fetch.Ok.class);
        coins.script.add(new Fault.Stall(Duration.ofHours(1))); // last: the request may end before it arrives
        assertThat(outcome(coins.client(demo(), Duration.ofMillis(300)).page(2)))
                .isInstanceOf(Failure.Unavailable.class);
    }

    private void assertOutcome(Fault fault, Class<?> expected) {
        coins.script.add(fault);
        assertThat(outcome(coins.client(demo()).page(2))).as("%s", fault).isInstanceOf(expected);
    }

    private void rejected(CoinGeckoConfig config, String action) {
        assertThat(outcome(coins.client(config).page(1))).isInstanceOfSatisfying(Failure.Rejected.class,
                failure -> assertThat(failure.reason()).contains(action));
    }

    private CoinGeckoConfig demo() {
        return coins.with(Tier.DEMO, SimulatedCoinGecko.DEMO_KEY, Address.PUBLIC);
    }

    private static Object outcome(Call<CoinPage> call) {
        return DirectRunner.outcome(call);
    }
}
