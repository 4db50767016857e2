package io.cryptodata.producers.polling;

import io.cryptodata.domain.currency.QuoteCurrencies;
import io.cryptodata.producers.universe.TrackedMarket;

import java.util.Comparator;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/// One market that this process polls. At any time at most one thread has claimed it; only that thread records the
/// results of steps. Safe for many threads.
final class PolledMarket {
    /// Smallest rank first; a market without a rank comes after all that have one.
    static final Comparator<PolledMarket> BY_RANK = Comparator.comparingLong(PolledMarket::rank)
            .thenComparing(polled -> polled.market().market().key());

    private final AtomicReference<MarketPollState> state;

    PolledMarket(TrackedMarket market) {
        this.state = new AtomicReference<>(MarketPollState.initial(market));
    }

    MarketPollState state() {
        return Objects.requireNonNull(state.get());
    }

    TrackedMarket market() {
        return state().market();
    }

    /// The order among markets of equal priority: first those whose closes convert the volumes of others.
    long rank() {
        if (QuoteCurrencies.areConvertedBy(market().market())) {
            return -1;
        }
        Integer rank = market().rank();
        return rank == null ? Long.MAX_VALUE : rank;
    }

    /// Replaces the state by the result of a transition, which may be called more than once.
    void update(UnaryOperator<MarketPollState> transition) {
        state.updateAndGet(transition);
    }

    /// Claims the market.
    ///
    /// @return false if it is claimed already
    boolean claim() {
        return !state.getAndUpdate(MarketPollState::claimed).isClaimed();
    }

    void release() {
        update(MarketPollState::released);
    }
}
