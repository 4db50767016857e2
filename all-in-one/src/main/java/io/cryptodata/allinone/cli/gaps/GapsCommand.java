package io.cryptodata.allinone.cli.gaps;

import io.cryptodata.allinone.cli.command.Addresses;
import io.cryptodata.allinone.cli.command.BrokerOption;
import io.cryptodata.allinone.cli.command.CdaCommand;
import io.cryptodata.allinone.cli.command.RegistryOption;
import io.cryptodata.api.completeness.CompletenessReport;
import io.cryptodata.api.json.Json;
import io.cryptodata.api.topic.TopicTables;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.PrintWriter;
import java.util.regex.Pattern;

/// `./cda gaps`: how complete every market is, by the ledgers.
@Command(name = "gaps", header = "show how complete each venue and market is", description = {
        "Every hour from a market's listing (or the configured start) to the newest closed one is present,",
        "missing (it will be requested again), confirmed empty (the venue returned none, three times) or not",
        "available (the venue serves only its newest hours, and did so when the hour was requested).",
        "The cause of a missing hour: not requested, empty (no row so far), bad rows (quarantined; never",
        "confirmed empty) or unreadable (the response was refused or could not be read). Markets with candles",
        "that came after the correction window are named with the replay that folds them in."}, footer = {"",
                "Examples:", "  ./cda gaps", "  ./cda gaps --market 'bybit:.*' --all",
                "  ./cda gaps --csv > completeness.csv", "  ./cda gaps --csv --ranges > gaps.csv",
                "  ./cda gaps --json | jq '.venues'", "",
                "Exit status 0; with --check 1 if any hour is missing."})
public final class GapsCommand extends CdaCommand {
    @ArgGroup
    private Form form = new Form();

    /// At most one of them.
    static final class Form {
        @Option(names = "--json", description = "one JSON object: venues, markets and their gaps")
        boolean json;

        @Option(names = "--csv", description = "CSV, a line per market; with --ranges a line per gap")
        boolean csv;
    }

    @Option(names = "--ranges", description = "with --csv: the gaps themselves")
    private boolean ranges;

    @Option(names = "--all", description = "show complete markets, too")
    private boolean all;

    @Option(names = "--market", paramLabel = "PATTERN", defaultValue = ".*", description = "only markets whose exchange:asset matches this regular expression")
    private Pattern market = Pattern.compile(".*");

    @Option(names = "--check", description = "exit status 1 if any hour is missing")
    private boolean check;

    @Mixin
    private BrokerOption broker = new BrokerOption();

    @Mixin
    private RegistryOption registry = new RegistryOption();

    @Override
    public Integer call() {
        Addresses addresses = addresses();
        CompletenessReport report = CompletenessReport
                .read(new TopicTables(broker.require(addresses), registry.require(addresses),
                        unreadable -> err().println("warning: " + unreadable)))
                .filter(market.asMatchPredicate());
        print(report, out());
        out().flush();
        return check && report.total().missing() > 0 ? 1 : 0;
    }

    private void print(CompletenessReport report, PrintWriter out) {
        if (form.json) {
            out.println(Json.of(report));
        } else if (form.csv && ranges) {
            GapsText.csvOfRanges(report, out);
        } else if (form.csv) {
            GapsText.csv(report, out);
        } else {
            GapsText.tables(report, all, out);
        }
    }
}
