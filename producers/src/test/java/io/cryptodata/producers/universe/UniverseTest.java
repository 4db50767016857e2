package io.cryptodata.producers.universe;

import io.cryptodata.domain.ledger.MarketState;
import io.cryptodata.domain.market.LastId;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.schemas.avro.UniverseEntry;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

class UniverseTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Market BTC = new Market("binance", "BTC/USDT");
    private static final Market ETH = new Market("binance", "ETH/USDT");

    private final List<UniverseEntry> topic = new ArrayList<>();

    @Test
    void tradable_and_wanted_markets_join_once() {
        Universe universe = new Universe(List.of(), topic::addAll);
        List<Listing> listings = List.of(listing(BTC, true), listing(ETH, true),
                listing(new Market("binance", "OLD/USDT"), false));
        assertThat(universe.listed("binance", listings, market -> !market.equals(ETH), NOON))
                .extracting(TrackedMarket::market).containsExactly(BTC);
        universe.listed("binance", listings, market -> !market.equals(ETH), NOON);
        assertThat(topic).containsExactly(new UniverseEntry("binance", "BTC/USDT", "BTCUSDT", true, null, NOON,
                "TRADING", "", null, "1", null, "rules"));
    }

    @Test
    void a_market_that_stops_trading_or_leaves_the_listing_stays_with_its_standing() {
        Universe universe = new Universe(List.of(entry(BTC, true), entry(ETH, true)), topic::addAll);
        assertThat(universe.listed("binance", List.of(listing(BTC, false)), _ -> true, NOON))
                .extracting(TrackedMarket::market, TrackedMarket::standing).containsExactlyInAnyOrder(
                        tuple(BTC, MarketState.HALTED),
                        tuple(ETH, MarketState.DELISTED));
        assertThat(topic).isEmpty();
    }

    @Test
    void a_market_that_an_operator_has_taken_out_stays_out() {
        Universe universe = new Universe(List.of(entry(BTC, false)), topic::addAll);
        assertThat(universe.listed("binance", List.of(listing(BTC, true)), _ -> true, NOON)).isEmpty();
    }

    @Test
    void a_market_whose_ids_would_collide_is_refused() {
        Universe universe = new Universe(List.of(entry(BTC, true)), topic::addAll, _ -> 7L);
        assertThat(universe.listed("binance", List.of(listing(BTC, true), listing(ETH, true)), _ -> true, NOON))
                .extracting(TrackedMarket::market).containsExactly(BTC);
        assertThat(universe.refused()).containsExactly(ETH);
        assertThat(topic).isEmpty();
    }

    @Test
    void the_real_ids_of_two_markets_differ() {
        assertThat(LastId.hashOf(BTC)).isNotEqualTo(LastId.hashOf(ETH));
    }

    @Test
    void a_market_that_could_not_be_written_joins_the_next_time() {
        List<List<UniverseEntry>> tries = new ArrayList<>();
        Universe universe = new Universe(List.of(), entries -> {
            tries.add(entries);
            if (tries.size() == 1) {
                throw new IllegalStateException("broker away");
            }
        });
        List<Listing> listings = List.of(listing(BTC, true));
        assertThatThrownBy(() -> universe.listed("binance", listings, _ -> true, NOON))
                .hasMessage("broker away");
        assertThat(universe.listed("binance", listings, _ -> true, NOON)).hasSize(1);
        assertThat(tries).hasSize(2);
    }

    private static Listing listing(Market market, boolean tradable) {
        return Listing.of(market, market.base() + market.quote(), tradable, "");
    }

    private static UniverseEntry entry(Market market, boolean tracked) {
        return new UniverseEntry(market.exchange(), market.asset(), market.base() + market.quote(), tracked, null,
                NOON, "TRADING", "", null, "1", null, "rules");
    }
}
