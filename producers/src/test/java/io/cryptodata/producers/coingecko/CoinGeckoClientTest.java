package io.cryptodata.producers.coingecko;

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
    void eight_pages_are_two_thousand_different_coins_by_rank() {
        CoinGeckoClient client = coins.client(demo());
        Set<String> ids = new HashSet<>();
        for (int number = 1; number <= 8; number++) {
            List<Coin> page = ok(client.page(number)).coins();
            assertThat(page).hasSize(250);
            page.forEach(coin -> ids.add(coin.id()));
        }
        assertThat(ids).hasSize(2000);
        Coin first = ok(client.page(1)).coins().getFirst();
        assertThat(first.id()).isEqualTo("bitcoin");
        assertThat(first.marketCapRank()).isEqualTo(1);
        assertThat(first.price()).isPositive();
        assertThat(ok(client.page(9)).coins()).hasSize(100);
        assertThat(ok(client.page(10)).coins()).isEmpty();
    }

    @Test
    void each_kind_of_key_opens_its_own_address() {
        assertThat(coins.client(coins.keyless()).page(1)).isInstanceOf(Fetch.Ok.class);
        assertThat(coins.client(demo()).page(1)).isInstanceOf(Fetch.Ok.class);
        assertThat(coins.client(coins.with(Tier.PRO, SimulatedCoinGecko.PRO_KEY, Address.PRO)).page(1))
                .isInstanceOf(Fetch.Ok.class);
    }

    @Test
    void a_key_at_the_wrong_address_or_none_where_one_is_needed_is_final_and_says_what_to_do() {
        rejected(coins.with(Tier.PRO, SimulatedCoinGecko.PRO_KEY, Address.PUBLIC), "COINGECKO_TIER to PRO");
        rejected(coins.with(Tier.DEMO, SimulatedCoinGecko.DEMO_KEY, Address.PRO), "COINGECKO_TIER to DEMO");
        rejected(coins.with(Tier.DEMO, "CG-of-nobody", Address.PUBLIC), "the key is wrong");
        rejected(CoinGeckoConfig.keyless().at(coins.url(Address.PRO)), "CoinGecko wants a key");
    }

    @Test
    void the_key_is_masked_in_whatever_comes_back() {
        coins.script.add(Fault.Response.json(200, "{\"echo\":\"" + SimulatedCoinGecko.DEMO_KEY + "\"}"));
        coins.script.add(Fault.Response.json(400, "{\"error\":\"bad key " + SimulatedCoinGecko.DEMO_KEY + "\"}"));
        CoinGeckoClient client = coins.client(demo());
        assertThat(client.page(1).toString()).contains("***").doesNotContain(SimulatedCoinGecko.DEMO_KEY);
        assertThat(client.page(1).toString()).contains("bad key ***").doesNotContain(SimulatedCoinGecko.DEMO_KEY);
    }

    @Test
    void beyond_the_limit_it_asks_to_slow_down_and_who_goes_on_is_banned() {
        CoinGeckoClient client = coins.client(coins.keyless());
        for (int call = 0; call < 5; call++) {
            assertThat(client.page(1)).isInstanceOf(Fetch.Ok.class);
        }
        assertThat(client.page(1)).isInstanceOfSatisfying(Fetch.SlowDown.class,
                no -> assertThat(no.retryAfter()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(60)));
        for (int call = 0; call < 10; call++) {
            client.page(1);
        }
        assertThat(client.page(1)).isInstanceOf(Fetch.Banned.class);
        assertThat(coins.open.budgetExceeded()).isTrue();
    }

    @Test
    void what_goes_wrong_is_told_apart() {
        says(new Fault.Error(VenueError.TOO_MANY_REQUESTS, Duration.ofSeconds(119)), Fetch.SlowDown.class);
        says(Fault.Response.html(429), Fetch.SlowDown.class);
        says(new Fault.Error(VenueError.FIREWALL, Duration.ZERO), Fetch.Banned.class);
        says(new Fault.Error(VenueError.SERVER_ERROR, Duration.ZERO), Fetch.Unavailable.class);
        says(new Fault.Error(VenueError.MAINTENANCE, Duration.ZERO), Fetch.Unavailable.class);
        says(Fault.Response.html(200), Fetch.Unreadable.class);
        says(new Fault.Truncated(), Fetch.Unreadable.class);
        says(new Fault.ConnectionReset(), Fetch.Unavailable.class);
        says(new Fault.Stall(Duration.ofSeconds(60)), Fetch.Unavailable.class);
        says(new Fault.Rows(RowFault.EMPTY), Fetch.Ok.class);
        says(new Fault.Rows(RowFault.DUPLICATED), Fetch.Ok.class);
    }

    private void says(Fault fault, Class<?> expected) {
        coins.script.add(fault);
        assertThat(coins.client(demo()).page(2)).as("%s", fault).isInstanceOf(expected);
    }

    private void rejected(CoinGeckoConfig config, String whatToDo) {
        assertThat(coins.client(config).page(1)).isInstanceOfSatisfying(Fetch.Rejected.class,
                no -> assertThat(no.reason()).contains(whatToDo));
    }

    private CoinGeckoConfig demo() {
        return coins.with(Tier.DEMO, SimulatedCoinGecko.DEMO_KEY, Address.PUBLIC);
    }

    private static CoinPage ok(Fetch<CoinPage> fetch) {
        if (fetch instanceof Fetch.Ok<CoinPage>(CoinPage page)) {
            return page;
        }
        throw new AssertionError("not a page: " + fetch);
    }
}
