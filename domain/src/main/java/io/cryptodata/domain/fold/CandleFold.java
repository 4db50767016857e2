package io.cryptodata.domain.fold;

import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.market.Market;

import java.nio.ByteBuffer;

/// The fold of one market: hourly candles in, indicator rows and longer candles of all timeframes out.
public interface CandleFold {
    /// What became of a candle.
    enum Outcome {
        /// It was newer than all before and is part of the state now.
        FOLDED,
        /// It was not newer than the market's newest candle: the state is as it was and nothing was said.
        LATE
    }

    /// Folds one candle in and says what follows from it.
    Outcome add(Candle candle, FoldOutput output);

    /// How many bytes [#writeTo(ByteBuffer)] writes.
    int size();

    /// Writes the whole state, starting with a version byte.
    void writeTo(ByteBuffer target);

    /// The fold of a market that has seen nothing yet.
    static CandleFold of(Market market) {
        throw new UnsupportedOperationException();
    }

    /// The fold that [#writeTo(ByteBuffer)] wrote.
    ///
    /// @throws IllegalArgumentException if the version is unknown or the length does not fit
    static CandleFold read(Market market, ByteBuffer source) {
        throw new UnsupportedOperationException();
    }
}
