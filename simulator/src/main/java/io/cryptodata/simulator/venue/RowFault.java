package io.cryptodata.simulator.venue;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.simulator.market.CandleSource.SourceRow;
import io.cryptodata.simulator.market.CandleSource.Window;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Wrong rows in a page of candles, in any dialect.
public enum RowFault {
    /// no rows although some exist
    EMPTY {
        @Override
        List<SourceRow> apply(List<SourceRow> rows, Instant now) {
            return List.of();
        }
    },
    /// every row twice
    DUPLICATED {
        @Override
        List<SourceRow> apply(List<SourceRow> rows, Instant now) {
            return rows.stream().flatMap(row -> Stream.of(row, row)).toList();
        }
    },
    /// the newer half before the older half
    OUT_OF_ORDER {
        @Override
        List<SourceRow> apply(List<SourceRow> rows, Instant now) {
            List<SourceRow> mixed = new ArrayList<>(rows.subList(rows.size() / 2, rows.size()));
            mixed.addAll(rows.subList(0, rows.size() / 2));
            return mixed;
        }
    },
    /// an additional row that opens at hh:28:14.789
    OFF_GRID {
        @Override
        List<SourceRow> apply(List<SourceRow> rows, Instant now) {
            return rows.isEmpty() ? rows : withRow(rows, rows.getFirst(), rows.getFirst().openTime() + 1_694_789);
        }
    },
    /// open times in microseconds
    MICROSECONDS {
        @Override
        List<SourceRow> apply(List<SourceRow> rows, Instant now) {
            return rows.stream().map(row -> row.at(row.openTime() * 1000)).toList();
        }
    },
    /// an additional row two days after the venue's current hour
    FUTURE {
        @Override
        List<SourceRow> apply(List<SourceRow> rows, Instant now) {
            return rows.isEmpty()
                    ? rows
                    : withRow(rows, rows.getLast(),
                            Timeframe.instantOf(Timeframe.epochHourOf(now) + 48).toEpochMilli());
        }
    },
    /// the last row is missing
    LAST_MISSING {
        @Override
        List<SourceRow> apply(List<SourceRow> rows, Instant now) {
            return rows.isEmpty() ? rows : rows.subList(0, rows.size() - 1);
        }
    },
    /// the newest rows instead of the requested range, so that paging never ends; a request for a single row is served
    /// correctly, because it finds the first candle of a market and a wrong result could never be corrected
    RANGE_IGNORED {
        @Override
        List<SourceRow> apply(List<SourceRow> rows, Instant now) {
            return rows;
        }

        @Override
        Window effectiveWindow(Window requested) {
            return requested.limit() == 1
                    ? requested
                    : new Window(Window.ALL.from(), Window.ALL.to(), requested.limit(), true);
        }
    };

    /// @param now the venue's clock
    abstract List<SourceRow> apply(List<SourceRow> rows, Instant now);

    /// The window that the venue reads instead of the requested one.
    Window effectiveWindow(Window requested) {
        return requested;
    }

    private static List<SourceRow> withRow(List<SourceRow> rows, SourceRow template, long openTime) {
        List<SourceRow> more = new ArrayList<>(rows);
        more.add(template.at(openTime));
        return more;
    }
}
