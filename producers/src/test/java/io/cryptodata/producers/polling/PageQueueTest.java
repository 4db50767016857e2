package io.cryptodata.producers.polling;

import io.cryptodata.domain.ledger.MarketState;
import io.cryptodata.domain.ledger.Work.Priority;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.universe.TrackedMarket;
import io.cryptodata.producers.venue.Listing;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class PageQueueTest {
    private final PageQueue queue = new PageQueue();

    @Test
    void pages_are_ordered_by_priority_then_rank_then_arrival() throws InterruptedException {
        queue.add(market("FIFTH", null), Priority.REPAIR);
        queue.add(market("SIXTH", null), Priority.REPAIR);
        queue.add(market("SEVENTH", 1), Priority.BACKFILL);
        queue.add(market("SECOND", 9), Priority.REPAIR);
        queue.add(market("THIRD", 10), Priority.REPAIR);
        queue.add(market("FOURTH", 10), Priority.REPAIR);
        queue.add(market("FIRST", 2), Priority.REPAIR);
        assertThat(drain(Lane.OLDER_SPOT)).containsExactly("FIRST", "SECOND", "THIRD", "FOURTH", "FIFTH", "SIXTH",
                "SEVENTH");
    }

    @Test
    void the_newest_hours_have_a_separate_lane_with_the_same_order() throws InterruptedException {
        queue.add(market("UNRANKED", null), Priority.LIVE);
        queue.add(market("SMALL", 2000), Priority.LIVE);
        queue.add(market("BIG", 1), Priority.LIVE);
        assertThat(drain(Lane.OLDER_SPOT)).isEmpty();
        assertThat(drain(Lane.NEWEST_SPOT)).containsExactly("BIG", "SMALL", "UNRANKED");
    }

    @Test
    void spot_markets_and_contracts_do_not_wait_for_each_other() throws InterruptedException {
        queue.add(market("SPOT", 1), Priority.LIVE);
        queue.add(contract("CONTRACT"), Priority.LIVE);
        queue.add(market("OLD_SPOT", 1), Priority.RECHECK);
        queue.add(contract("OLD_CONTRACT"), Priority.BACKFILL);
        assertThat(drain(Lane.NEWEST_CONTRACTS)).containsExactly("CONTRACT");
        assertThat(drain(Lane.NEWEST_SPOT)).containsExactly("SPOT");
        assertThat(drain(Lane.OLDER_CONTRACTS)).containsExactly("OLD_CONTRACT");
        assertThat(drain(Lane.OLDER_SPOT)).containsExactly("OLD_SPOT");
    }

    private List<String> drain(Lane lane) throws InterruptedException {
        List<String> bases = new ArrayList<>();
        for (PolledMarket next = queue.next(lane, Duration.ZERO); next != null; next = queue.next(lane,
                Duration.ZERO)) {
            bases.add(next.market().market().base());
        }
        return bases;
    }

    private static PolledMarket market(String base, @Nullable Integer rank) {
        return market(new Market("binance", base + "/USDT"), rank);
    }

    private static PolledMarket contract(String base) {
        return market(new Market("binance", base + "/USDT:USDT"), 1);
    }

    private static PolledMarket market(Market market, @Nullable Integer rank) {
        Listing listing = Listing.of(market, market.base() + "USDT", true, "TRADING");
        return new PolledMarket(new TrackedMarket(listing, MarketState.LIVE, null, rank));
    }
}
