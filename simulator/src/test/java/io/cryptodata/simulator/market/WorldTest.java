package io.cryptodata.simulator.market;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import io.cryptodata.simulator.market.CandleSource.SourceRow;
import io.cryptodata.simulator.market.CandleSource.Window;
import io.cryptodata.simulator.market.MarketEvent.Kind;
import io.cryptodata.simulator.venues.Dialects;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// All venues of one world over three days with events.
class WorldTest {
    private static final List<String> VENUES = Dialects.exchanges();
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant END = START.plus(Duration.ofDays(3));
    private static final Instant LONG_AFTER = END.plus(Duration.ofDays(3));
    private static final Duration HISTORY = Duration.ofDays(5);
    private static final long SEED = 11;
    private static final Window EVERYTHING = new Window(0, Long.MAX_VALUE / 2, Integer.MAX_VALUE, false);

    /// the reference itself, and a venue without BTC/USDT:USDT
    private static final Set<String> DIFFERENT_PRICE = Set.of("binance", "kraken");

    private final World world = world(SEED, 60);

    @Test
    void only_hours_that_a_client_can_receive_are_expected() {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        SeededMarkets markets = new SeededMarkets(
                new WorldVenue("kraken", VenueTraits.DEFAULT.serving(10), listed -> listed.market().asset()), SEED,
                start,
                Duration.ofDays(30));
        ExpectedCandles.PerMarket bitcoin = markets.expectedCandles(start.plus(Duration.ofDays(20)))
                .of(new Market("kraken", "BTC/USDT"));
        assertThat(bitcoin.acceptable()).isEqualTo(9);
        assertThat(bitcoin.unfinished()).isEqualTo(1);
    }

    @Test
    void up_to_five_hundred_markets_of_each_kind_are_listed_on_every_venue() {
        World large = world(SEED, 500);
        for (String venue : VENUES) {
            List<Market> all = large.venue(venue).everListed();
            int contracts = venue.equals("kraken") ? 0 : 500;
            assertThat(all).as(venue).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(500 + contracts);
            assertThat(all.stream().filter(Market::isSpot)).as(venue).hasSizeGreaterThanOrEqualTo(500);
            assertThat(all.stream().anyMatch(market -> !market.isSpot())).as(venue).isEqualTo(contracts > 0);
        }
        assertThatThrownBy(() -> new VenueMarkets.Count(501, 0)).hasMessageContaining("501");
    }

    @Test
    void a_coin_trades_at_about_the_same_price_on_all_venues_and_a_contract_close_to_it() {
        long hour = Timeframe.epochHourOf(START) - 7;
        double binance = close(new Market("binance", "BTC/USDT"), hour);
        for (String venue : VENUES.stream().filter(venue -> !DIFFERENT_PRICE.contains(venue)).toList()) {
            assertThat(close(new Market(venue, "BTC/USDT"), hour)).as(venue).isNotEqualTo(binance)
                    .isBetween(binance * 0.998, binance * 1.002);
            assertThat(close(new Market(venue, "BTC/USDT:USDT"), hour)).as(venue).isNotEqualTo(binance)
                    .isBetween(binance * 0.998, binance * 1.002);
        }
    }

    @Test
    void the_same_seed_gives_the_same_world() {
        World again = world(SEED, 60);
        World other = world(SEED + 1, 60);
        assertThat(again.events()).isEqualTo(world.events()).isNotEqualTo(other.events());
        for (String venue : VENUES) {
            for (Instant now = START; now.isBefore(LONG_AFTER); now = now.plus(Duration.ofHours(7))) {
                assertThat(again.venue(venue).markets(now)).isEqualTo(world.venue(venue).markets(now));
            }
            Market some = world.venue(venue).everListed().get(17);
            assertThat(again.venue(venue).rows(some, EVERYTHING, END)).isEqualTo(
                    world.venue(venue).rows(some, EVERYTHING, END));
        }
    }

    @Test
    void every_kind_of_event_occurs() {
        assertThat(world.events().stream().map(MarketEvent::kind).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(Kind.values());
    }

    @Test
    void a_delisted_market_first_stops_trading_and_then_leaves_the_listing() {
        MarketEvent event = first(Kind.DELISTED);
        SeededMarkets venue = world.venue(event.exchange());
        Market market = Objects.requireNonNull(event.market());
        assertThat(listed(venue, market, event.from().minusSeconds(1))).map(ListedMarket::tradable).contains(true);
        assertThat(listed(venue, market, event.from())).map(ListedMarket::tradable).contains(false);
        assertThat(listed(venue, market, event.from().plus(Duration.ofHours(6)))).isEmpty();
        assertThat(last(venue, market)).isLessThan(event.from().toEpochMilli());
    }

    @Test
    void a_halted_market_stays_listed_without_rows() {
        MarketEvent event = first(Kind.HALTED);
        SeededMarkets venue = world.venue(event.exchange());
        Market market = Objects.requireNonNull(event.market());
        assertThat(listed(venue, market, event.from())).map(ListedMarket::tradable).contains(false);
        assertThat(listed(venue, market, event.to())).map(ListedMarket::tradable).contains(true);
        assertThat(world.presentHours(market, hour(event.from()), hour(event.to()))).isEmpty();
        assertThat(world.presentHours(market, hour(event.to()), hour(event.to()) + 24)).isNotEmpty();
    }

    @Test
    void a_relisted_market_has_its_old_name_and_a_gap() {
        MarketEvent event = first(Kind.RELISTED);
        SeededMarkets venue = world.venue(event.exchange());
        Market market = Objects.requireNonNull(event.market());
        assertThat(listed(venue, market, event.to().minusSeconds(1))).isEmpty();
        assertThat(listed(venue, market, event.to())).map(ListedMarket::tradable).contains(true);
        assertThat(world.presentHours(market, hour(event.from()), hour(event.to()))).isEmpty();
        assertThat(venue.rows(market, EVERYTHING, LONG_AFTER).getFirst().openTime())
                .isLessThan(event.from().toEpochMilli());
    }

    @Test
    void a_renamed_market_continues_under_its_new_name_and_its_history_keeps_the_old_one() {
        MarketEvent event = first(Kind.RENAMED);
        SeededMarkets venue = world.venue(event.exchange());
        Market old = Objects.requireNonNull(event.market());
        Market other = venue.everListed().get(venue.everListed().indexOf(old) + 1);
        assertThat(other.base()).isEqualTo(old.base() + "2");
        assertThat(listed(venue, old, event.from())).isEmpty();
        assertThat(listed(venue, other, event.from().minusSeconds(1))).isEmpty();
        assertThat(listed(venue, other, event.from())).isPresent();
        assertThat(last(venue, old)).isLessThan(event.from().toEpochMilli());
        assertThat(venue.rows(other, EVERYTHING, LONG_AFTER).getFirst().openTime())
                .isEqualTo(event.from().toEpochMilli());
    }

    @Test
    void a_venue_that_keeps_symbols_keeps_the_symbol_of_a_renamed_market() {
        for (MarketEvent event : world.events()) {
            if (event.kind() == Kind.RENAMED) {
                Market old = Objects.requireNonNull(event.market());
                SeededMarkets venue = world.venue(event.exchange());
                Market other = venue.everListed().get(venue.everListed().indexOf(old) + 1);
                assertThat(listed(venue, other, event.from())).map(ListedMarket::symbol).isEqualTo(
                        traits(event.exchange()).keepsSymbols() ? Optional.of(old.asset()) : Optional.empty());
            }
        }
    }

    @Test
    void a_new_market_is_listed_during_the_simulation() {
        MarketEvent event = first(Kind.LISTED);
        SeededMarkets venue = world.venue(event.exchange());
        Market market = Objects.requireNonNull(event.market());
        assertThat(listed(venue, market, event.from().minusSeconds(1))).isEmpty();
        assertThat(listed(venue, market, event.from())).isPresent();
    }

    @Test
    void a_quiet_hour_has_a_row_without_volume_or_no_row_depending_on_the_venue() {
        Set<String> withoutVolume = new HashSet<>();
        for (String name : VENUES) {
            SeededMarkets venue = world.venue(name);
            boolean found = venue.everListed().stream().flatMap(
                    market -> venue.rows(market, EVERYTHING, LONG_AFTER).stream())
                    .anyMatch(row -> RowCheck.parse(row.volume()) == 0);
            if (found) {
                withoutVolume.add(name);
            }
        }
        assertThat(withoutVolume).containsExactlyInAnyOrderElementsOf(
                VENUES.stream().filter(venue -> !traits(venue).omitsQuietHours()).toList());
    }

    @Test
    void a_venue_serves_correct_values_again_after_the_halved_hour() {
        MarketEvent event = first(Kind.HALVED);
        SeededMarkets venue = world.venue(event.exchange());
        Market market = venue.everListed().getFirst();
        long hour = hour(event.from()) - 1;
        SourceRow during = row(venue, market, hour, event.from().plusSeconds(30));
        SourceRow after = row(venue, market, hour, event.to());
        assertThat(RowCheck.parse(during.close()) * 2).isEqualTo(RowCheck.parse(after.close()));
        assertThat(RowCheck.parse(during.volume()) * 2).isEqualTo(RowCheck.parse(after.volume()));
        assertThat(RowCheck.violation(during)).isNull();
    }

    @Test
    void every_row_reaches_its_final_values_and_every_revision_is_valid() {
        int revised = 0;
        for (String name : VENUES) {
            SeededMarkets venue = world.venue(name);
            Market market = venue.everListed().getFirst();
            for (long hour : world.presentHours(market, hour(START), hour(END))) {
                SourceRow last = world.finalRow(market, hour).orElseThrow();
                assertThat(row(venue, market, hour, Timeframe.instantOf(hour).plus(Duration.ofHours(26))))
                        .isEqualTo(last);
                SourceRow early = row(venue, market, hour, Timeframe.instantOf(hour + 1).plusSeconds(6));
                assertThat(RowCheck.violation(early)).as("%s %s", market, early).isNull();
                revised += early.equals(last) ? 0 : 1;
            }
        }
        assertThat(revised).isBetween(30, 200);
    }

    private World world(long seed, int each) {
        List<WorldVenue> venues = Dialects.worldVenues().stream().map(venue -> new WorldVenue(venue.exchange(),
                venue.traits(), listed -> listed.market().asset())).toList();
        return new World(new WorldRules(seed, START.minus(HISTORY), HISTORY,
                new EventRates(seed, 0.4, 0.1, START, END)),
                VenueMarkets.everywhere(VENUES, new VenueMarkets.Count(each, each)), venues);
    }

    private static VenueTraits traits(String exchange) {
        return Dialects.worldVenues().stream().filter(venue -> venue.exchange().equals(exchange)).findFirst()
                .orElseThrow().traits();
    }

    private MarketEvent first(Kind kind) {
        return world.events().stream().filter(event -> event.kind() == kind).findFirst().orElseThrow();
    }

    private double close(Market market, long hour) {
        return RowCheck.parse(world.finalRow(market, hour).orElseThrow().close());
    }

    private static Optional<ListedMarket> listed(SeededMarkets venue, Market market, Instant now) {
        return venue.markets(now).stream().filter(listed -> listed.market().equals(market)).findFirst();
    }

    private static long last(SeededMarkets venue, Market market) {
        return venue.rows(market, EVERYTHING, LONG_AFTER).getLast().openTime();
    }

    private static SourceRow row(SeededMarkets venue, Market market, long hour, Instant now) {
        long openTime = Timeframe.instantOf(hour).toEpochMilli();
        return venue.rows(market, new Window(openTime, openTime, 1, false), now).getFirst();
    }

    private static long hour(Instant time) {
        return Timeframe.epochHourOf(time);
    }
}
