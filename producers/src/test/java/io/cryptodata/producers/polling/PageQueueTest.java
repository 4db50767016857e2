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
    void the_most_urgent_goes_first_then_the_smallest_rank_then_who_came_first() throws InterruptedException {
        queue.add(track("FIFTH", null), Priority.REPAIR);
        queue.add(track("SIXTH", null), Priority.REPAIR);
        queue.add(track("SEVENTH", 1), Priority.BACKFILL);
        queue.add(track("SECOND", 9), Priority.REPAIR);
        queue.add(track("THIRD", 10), Priority.REPAIR);
        queue.add(track("FOURTH", 10), Priority.REPAIR);
        queue.add(track("FIRST", 2), Priority.REPAIR);
        assertThat(drained(Lane.OLDER_SPOT)).containsExactly("FIRST", "SECOND", "THIRD", "FOURTH", "FIFTH", "SIXTH",
                "SEVENTH");
    }

    @Test
    void the_newest_hours_are_in_a_lane_of_their_own_in_the_same_order() throws InterruptedException {
        queue.add(track("UNRANKED", null), Priority.LIVE);
        queue.add(track("SMALL", 2000), Priority.LIVE);
        queue.add(track("BIG", 1), Priority.LIVE);
        assertThat(drained(Lane.OLDER_SPOT)).isEmpty();
        assertThat(drained(Lane.NEWEST_SPOT)).containsExactly("BIG", "SMALL", "UNRANKED");
    }

    @Test
    void spot_markets_and_contracts_do_not_wait_for_each_other() throws InterruptedException {
        queue.add(track("SPOT", 1), Priority.LIVE);
        queue.add(contract("CONTRACT"), Priority.LIVE);
        queue.add(track("OLD_SPOT", 1), Priority.RECHECK);
        queue.add(contract("OLD_CONTRACT"), Priority.BACKFILL);
        assertThat(drained(Lane.NEWEST_CONTRACTS)).containsExactly("CONTRACT");
        assertThat(drained(Lane.NEWEST_SPOT)).containsExactly("SPOT");
        assertThat(drained(Lane.OLDER_CONTRACTS)).containsExactly("OLD_CONTRACT");
        assertThat(drained(Lane.OLDER_SPOT)).containsExactly("OLD_SPOT");
    }

    private List<String> drained(Lane lane) throws InterruptedException {
        List<String> bases = new ArrayList<>();
        for (MarketTrack next = queue.next(lane, Duration.ZERO); next != null; next = queue.next(lane, Duration.ZERO)) {
            bases.add(next.tracked().market().base());
        }
        return bases;
    }

    private static MarketTrack track(String base, @Nullable Integer rank) {
        return track(new Market("binance", base + "/USDT"), rank);
    }

    private static MarketTrack contract(String base) {
        return track(new Market("binance", base + "/USDT:USDT"), 1);
    }

    private static MarketTrack track(Market market, @Nullable Integer rank) {
        Listing listing = Listing.of(market, market.base() + "USDT", true, "TRADING");
        return new MarketTrack(new TrackedMarket(listing, MarketState.LIVE, null, rank));
    }
}
