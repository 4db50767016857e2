package io.cryptodata.domain.fold;

import io.cryptodata.domain.CandleScript;
import io.cryptodata.domain.candle.Candle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

import static io.cryptodata.domain.CandleScript.MARKET;
import static org.assertj.core.api.Assertions.assertThat;

/// States that earlier programs wrote stay readable: see [StateFixture].
class StateFixtureTest {
    private static final int STORED_HOURS = 5_003;
    private static final int HOURS_OF_A_GAP = 30;

    static List<StateFixture> all() throws IOException {
        return StateFixture.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_state_of_every_version_continues_bit_for_bit(StateFixture fixture) throws IOException {
        CandleFold fold = CandleFold.read(MARKET, ByteBuffer.wrap(fixture.state()));
        assertThat(fixture.continuedBy(fold)).isEqualTo(fixture.next());
    }

    @ParameterizedTest
    @MethodSource("all")
    @DisabledIfSystemProperty(named = "test.seed", matches = ".+", disabledReason = "fixtures have the walk of the default seed")
    void a_fold_that_was_never_stored_emits_the_same(StateFixture fixture) throws IOException {
        CandleFold fold = CandleFold.of(MARKET);
        CandleScript.randomWalk(STORED_HOURS).forEach(candle -> fold.add(candle, new Emitted()));
        assertThat(fixture.continuedBy(fold)).isEqualTo(fixture.next());
    }

    @Test
    void the_current_version_has_a_fixture() throws IOException {
        assertThat(StateFixture.all()).contains(currentVersion());
    }

    /// Run once for a new version, before it is released: a fixture that has been released is never rewritten.
    @Test
    @EnabledIfSystemProperty(named = "approve", matches = "true")
    void writes_the_fixture_of_a_new_version() throws IOException {
        StateFixture current = currentVersion();
        if (!StateFixture.all().contains(current)) {
            List<Candle> walk = CandleScript.randomWalk(STORED_HOURS + HOURS_OF_A_GAP + 3);
            CandleFold fold = CandleFold.of(MARKET);
            walk.subList(0, STORED_HOURS).forEach(candle -> fold.add(candle, new Emitted()));
            current.write(bytesOf(fold), fold, List.of(walk.get(STORED_HOURS), walk.get(STORED_HOURS + 1),
                    walk.get(STORED_HOURS + HOURS_OF_A_GAP), walk.get(STORED_HOURS + HOURS_OF_A_GAP + 2)));
        }
    }

    private static StateFixture currentVersion() {
        return new StateFixture(bytesOf(CandleFold.of(MARKET))[0]);
    }

    private static byte[] bytesOf(CandleFold fold) {
        ByteBuffer buffer = ByteBuffer.allocate(fold.size());
        fold.writeTo(buffer);
        return buffer.array();
    }
}
