package io.cryptodata.producers.ledger;

import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.domain.market.Market;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;

/// The ledgers as they are committed on the topic, but for what may be forgotten; one per tracked market, safe for many
/// threads. A change that others rely on is only entered once its transaction is committed.
public final class LedgerStore {
    private final ConcurrentMap<Market, Ledger> ledgers = new ConcurrentHashMap<>();

    /// The committed ledger of a market, if it has one.
    public Optional<Ledger> of(Market market) {
        return Optional.ofNullable(ledgers.get(market));
    }

    /// Gives a market that has no ledger yet its first one.
    public void begin(Ledger first) {
        ledgers.putIfAbsent(first.market(), first);
    }

    /// Whether `ledger` is still what is known; not so after another owner wrote, and this process read it again.
    public boolean isCurrent(Ledger ledger) {
        return ledger.equals(ledgers.get(ledger.market()));
    }

    /// Enters what is not worth a transaction of its own, because all that follows from forgetting it is a request more: it
    /// goes to the topic with the next page. Nothing happens if `before` is not current any more.
    public void note(Ledger before, Ledger after) {
        ledgers.replace(before.market(), before, after);
    }

    /// Enters what was committed.
    public void commit(Ledger committed) {
        ledgers.put(committed.market(), committed);
    }

    /// Forgets the ledgers of some markets and takes what the topic says of them.
    public void reset(Predicate<Market> which, Collection<Ledger> stored) {
        ledgers.keySet().removeIf(which);
        stored.forEach(this::commit);
    }
}
