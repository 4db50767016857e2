package io.cryptodata.producers.ledger;

import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.domain.market.Market;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The ledgers of the assigned partitions as they are committed on the topic, plus changes that may be lost. A change that
/// others rely on is stored only after its transaction has been committed. Safe for many threads.
public final class LedgerStore {
    private final ConcurrentMap<Market, Ledger> ledgers = new ConcurrentHashMap<>();
    private final Function<Ledger, Optional<String>> limit;

    /// A store without a limit.
    public LedgerStore() {
        this.limit = _ -> Optional.empty();
    }

    /// @param limit which ledgers must not be used
    public LedgerStore(LedgerLimit limit) {
        this.limit = limit::problem;
    }

    /// Why a ledger, stored or to be published, must not be used; empty if it may.
    public Optional<String> problem(Ledger ledger) {
        return limit.apply(ledger);
    }

    /// The ledger of a market; an empty one if none is stored.
    public Ledger of(Market market) {
        Ledger stored = ledgers.get(market);
        return stored == null ? Ledger.empty(market) : stored;
    }

    /// Whether `ledger` is still the stored one. It is not after another process wrote and this process read it again.
    public boolean isCurrent(Ledger ledger) {
        return ledger.equals(of(ledger.market()));
    }

    /// Stores a change that is not worth a transaction, because losing it costs one request: it goes to the topic with the
    /// next page. Does nothing if `before` is no longer the stored one.
    public void replace(Ledger before, Ledger after) {
        ledgers.compute(before.market(), (market, stored) -> {
            Ledger current = stored == null ? Ledger.empty(market) : stored;
            return current.equals(before) ? after : stored;
        });
    }

    /// Stores what was committed.
    public void commit(Ledger committed) {
        ledgers.put(committed.market(), committed);
    }

    /// Replaces the ledgers of some markets by what the topic has.
    public void reset(Predicate<Market> which, Collection<Ledger> stored) {
        Set<Market> present = stored.stream().map(Ledger::market).collect(Collectors.toSet());
        ledgers.keySet().removeIf(market -> which.test(market) && !present.contains(market));
        stored.forEach(this::commit);
    }
}
