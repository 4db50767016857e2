package io.cryptodata.simulator.venue;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.simulator.market.CandleSource.SourceRow;
import io.cryptodata.simulator.market.CandleSource.Window;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What can be wrong with the rows of a page of candles, whatever the dialect.
public enum RowTrouble {
    /// a page without rows where there are some
    EMPTY {
        @Override
        List<SourceRow> of(List<SourceRow> rows, Instant now) {
            return List.of();
        }
    },
    /// every row twice
    DUPLICATED {
        @Override
        List<SourceRow> of(List<SourceRow> rows, Instant now) {
            return rows.stream().flatMap(row -> Stream.of(row, row)).toList();
        }
    },
    /// the newer half before the older one
    OUT_OF_ORDER {
        @Override
        List<SourceRow> of(List<SourceRow> rows, Instant now) {
            List<SourceRow> mixed = new ArrayList<>(rows.subList(rows.size() / 2, rows.size()));
            mixed.addAll(rows.subList(0, rows.size() / 2));
            return mixed;
        }
    },
    /// a row in between that opens at hh:28:14.789
    OFF_GRID {
        @Override
        List<SourceRow> of(List<SourceRow> rows, Instant now) {
            return rows.isEmpty() ? rows : with(rows, rows.getFirst(), rows.getFirst().openTime() + 1_694_789);
        }
    },
    /// open times in microseconds
    MICROSECONDS {
        @Override
        List<SourceRow> of(List<SourceRow> rows, Instant now) {
            return rows.stream().map(row -> row.at(row.openTime() * 1000)).toList();
        }
    },
    /// a row of an hour that begins two days after the venue's present one
    FUTURE {
        @Override
        List<SourceRow> of(List<SourceRow> rows, Instant now) {
            return rows.isEmpty()
                    ? rows
                    : with(rows, rows.getLast(), Timeframe.instantOf(Timeframe.epochHourOf(now) + 48).toEpochMilli());
        }
    },
    /// the last row is missing
    LAST_MISSING {
        @Override
        List<SourceRow> of(List<SourceRow> rows, Instant now) {
            return rows.isEmpty() ? rows : rows.subList(0, rows.size() - 1);
        }
    },
    /// the newest rows, whatever was asked: who pages on comes to no end; a question for a single row is answered right,
    /// because it asks where history begins and nobody could ever know better
    ENDLESS {
        @Override
        List<SourceRow> of(List<SourceRow> rows, Instant now) {
            return rows;
        }

        @Override
        Window instead(Window asked) {
            return asked.limit() == 1 ? asked : new Window(0, Long.MAX_VALUE / 2, asked.limit(), true);
        }
    };

    /// @param now the venue's clock
    abstract List<SourceRow> of(List<SourceRow> rows, Instant now);

    /// The window that the venue looks at instead of the asked one.
    Window instead(Window asked) {
        return asked;
    }

    private static List<SourceRow> with(List<SourceRow> rows, SourceRow like, long openTime) {
        List<SourceRow> more = new ArrayList<>(rows);
        more.add(like.at(openTime));
        return more;
    }
}
