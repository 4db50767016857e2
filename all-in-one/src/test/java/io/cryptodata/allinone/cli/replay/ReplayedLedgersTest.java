package io.cryptodata.allinone.cli.replay;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.ledger.HourRange;
import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.domain.ledger.MarketState;
import io.cryptodata.domain.ledger.OutsideWindow;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.publishing.LedgerWriter;
import io.cryptodata.schemas.LedgerRecords;
import io.cryptodata.streams.replay.Replay;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import static org.assertj.core.api.Assertions.assertThat;

class ReplayedLedgersTest {
    private static final long H = 490_000;
    private static final Market BTC = new Market("binance", "BTC/USDT");
    private static final Market ETH = new Market("binance", "ETH/USDT");
    private static final OutsideWindow LATE = new OutsideWindow(H + 3, 2, H + 5);

    private final Map<Market, Ledger> topic = new HashMap<>(Map.of(BTC, ledger(BTC, LATE), ETH, ledger(ETH, LATE)));

    @Test
    void the_ledger_of_a_market_that_was_replayed_names_no_candles_any_more() throws InterruptedException {
        assertThat(complete(Long.MIN_VALUE, result(true, 2000))).isEmpty();
        assertThat(topic).containsEntry(BTC, ledger(BTC, new OutsideWindow(null, 0, H + 5)))
                .containsEntry(ETH, ledger(ETH, LATE));
        topic.put(BTC, ledger(BTC, LATE));
        assertThat(complete(H + 3, result(true, 2000))).isEmpty();
        assertThat(outsideOf(BTC).isEmpty()).isTrue();
    }

    @Test
    void a_replay_that_starts_after_the_oldest_candle_removes_nothing() throws InterruptedException {
        assertKept(H + 4, result(true, 2000), "the oldest of them is of " + Timeframe.instantOf(H + 3)
                + ", before --from");
    }

    @Test
    void a_replay_that_is_not_folded_removes_nothing() throws InterruptedException {
        assertKept(Long.MIN_VALUE, result(false, 2000), "this command did not wait until the stream had folded them");
    }

    /// The stream does not use a replay that lacks hours.
    @Test
    void a_replay_with_fewer_hours_than_the_ledger_removes_nothing() throws InterruptedException {
        assertKept(Long.MIN_VALUE, result(true, 1999), "candles.1h has 1999 of its 2000 hours");
    }

    @Test
    void a_replay_that_the_stream_did_not_use_removes_nothing() throws InterruptedException {
        assertKept(Long.MIN_VALUE, new Replay.Result(Map.of(BTC.key(), 2000), 2000, true,
                Map.of(BTC.key(), "the replay lacks hours")), "the stream did not use the replay");
    }

    @Test
    void candles_that_were_published_during_the_replay_stay_named() throws InterruptedException {
        ReplayedLedgers ledgers = ledgers();
        topic.put(BTC, ledger(BTC, new OutsideWindow(H + 1, 3, H + 5)));
        assertThat(ledgers.complete(request(Long.MIN_VALUE), result(true, 2000))).singleElement().asString()
                .contains("more of them were published during the replay");
        assertThat(outsideOf(BTC)).isEqualTo(new OutsideWindow(H + 1, 3, H + 5));
    }

    @Test
    void a_ledger_that_cannot_be_written_is_reported() throws InterruptedException {
        ReplayedLedgers ledgers = new ReplayedLedgers(List.of(LedgerRecords.toAvro(ledger(BTC, LATE))), (_, _) -> {
            throw new KafkaException("no broker");
        });
        assertThat(ledgers.complete(request(Long.MIN_VALUE), result(true, 2000))).singleElement().asString()
                .contains("it could not be written: no broker");
    }

    private void assertKept(long from, Replay.Result result, String reason) throws InterruptedException {
        assertThat(complete(from, result)).containsExactly(
                "the ledger of binance:BTC/USDT still names candles that a replay has to fold in: " + reason
                        + "; run ./cda replay --market binance:BTC/USDT --from " + Timeframe.instantOf(H + 3));
        assertThat(outsideOf(BTC)).isEqualTo(LATE);
    }

    private List<String> complete(long from, Replay.Result result) throws InterruptedException {
        return ledgers().complete(request(from), result);
    }

    private ReplayedLedgers ledgers() {
        return new ReplayedLedgers(topic.values().stream().map(LedgerRecords::toAvro).toList(), this::replace);
    }

    private Optional<LedgerWriter.Change> replace(Market market, UnaryOperator<Ledger> change) {
        Ledger before = Objects.requireNonNull(topic.get(market));
        Ledger after = change.apply(before);
        topic.put(market, after);
        return Optional.of(new LedgerWriter.Change(before, after));
    }

    private OutsideWindow outsideOf(Market market) {
        return Objects.requireNonNull(topic.get(market)).outsideWindow();
    }

    private static Replay.Request request(long from) {
        return new Replay.Request(Set.of(BTC), from, true);
    }

    private static Replay.Result result(boolean folded, int hours) {
        return new Replay.Result(Map.of(BTC.key(), hours), hours, folded, Map.of());
    }

    private static Ledger ledger(Market market, OutsideWindow outside) {
        return new Ledger(market, new HourRange(H, H + 2000), List.of(), List.of(), List.of(), 2000, 0,
                List.of(), List.of(), null, outside, MarketState.LIVE, Timeframe.instantOf(H + 2000));
    }
}
