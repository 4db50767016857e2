package io.cryptodata.allinone.cli.ledger;

import io.cryptodata.allinone.cli.output.Table;
import io.cryptodata.api.completeness.MarketLedger;
import io.cryptodata.api.completeness.PendingReplay;
import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.util.Locale;

/// A ledger as text.
final class LedgerText {
    private static final Table<MarketLedger.Missing> MISSING = new Table<MarketLedger.Missing>()
            .text("missing from", MarketLedger.Missing::from).text("to", MarketLedger.Missing::to)
            .number("hours", MarketLedger.Missing::hours)
            .text("cause", range -> range.cause().toLowerCase(Locale.ROOT).replace('_', ' '))
            .number("empty responses", MarketLedger.Missing::emptyResponses)
            .text("last requested", MarketLedger.Missing::lastRequested);

    private static final Table<MarketLedger.Hours> EMPTY = hours("confirmed empty from");
    private static final Table<MarketLedger.Hours> NOT_AVAILABLE = hours("not available from");

    private static final Table<MarketLedger.Recent> RECENT = new Table<MarketLedger.Recent>()
            .text("requested again: hour", MarketLedger.Recent::hour)
            .number("revision", MarketLedger.Recent::revision).number("rechecks", MarketLedger.Recent::rechecks);

    private LedgerText() {}

    private static Table<MarketLedger.Hours> hours(String from) {
        return new Table<MarketLedger.Hours>().text(from, MarketLedger.Hours::from)
                .text("to", MarketLedger.Hours::to).number("hours", MarketLedger.Hours::hours);
    }

    static void print(MarketLedger ledger, PrintWriter out) {
        line(out, "market", ledger.market());
        line(out, "state", ledger.state().toLowerCase(Locale.ROOT));
        line(out, "recorded", ledger.recordedFrom() == null
                ? "nothing: the first hour is not found yet"
                : ledger.recordedFrom() + " to " + ledger.recordedTo());
        line(out, "without a gap to", ledger.contiguousTo());
        line(out, "present hours", ledger.present());
        line(out, "missing hours", ledger.missing().stream().mapToLong(MarketLedger.Missing::hours).sum());
        line(out, "quarantined rows", ledger.quarantined());
        PendingReplay replay = ledger.replay();
        line(out, "replay", replay == null ? "not needed" : replay.text());
        line(out, "updated", ledger.updatedAt());
        if (!ledger.missing().isEmpty()) {
            out.println();
            MISSING.print(ledger.missing(), out);
        }
        if (!ledger.confirmedEmpty().isEmpty()) {
            out.println();
            EMPTY.print(ledger.confirmedEmpty(), out);
        }
        if (!ledger.notAvailable().isEmpty()) {
            out.println();
            NOT_AVAILABLE.print(ledger.notAvailable(), out);
        }
        if (!ledger.recent().isEmpty()) {
            out.println();
            RECENT.print(ledger.recent(), out);
        }
    }

    private static void line(PrintWriter out, String name, @Nullable Object value) {
        out.printf("%-18s%s%n", name, value == null ? "-" : value);
    }
}
