package io.cryptodata.allinone.cli.gaps;

import io.cryptodata.allinone.cli.Addresses;
import io.cryptodata.allinone.cli.BrokerOption;
import io.cryptodata.allinone.cli.CommonOptions;
import io.cryptodata.allinone.cli.RegistryOption;
import io.cryptodata.allinone.cli.ledger.LedgerTopic;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/// `./cda gaps`: how complete every market is, by the ledgers and by nothing else.
@Command(name = "gaps", sortOptions = false, header = "show how complete each venue and market is", description = {
        "Every hour from a market's listing (or the configured start) to the newest closed one is present,",
        "missing (it will be asked for again) or confirmed empty (the venue has none, asked three times).",
        "Quarantined rows are counted beside: what a venue served there must not become a candle."}, footer = {"",
                "Examples:", "  ./cda gaps", "  ./cda gaps --market 'bybit:.*' --all",
                "  ./cda gaps --csv > completeness.csv", "  ./cda gaps --csv --ranges > gaps.csv",
                "  ./cda gaps --json | jq '.venues'", "",
                "Exit status 0; with --check 1 if any hour is missing."})
public final class GapsCommand implements Callable<Integer> {
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

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Addresses addresses = Addresses.of(common.data());
        List<Completeness> markets = Completeness
                .of(LedgerTopic.newest(broker.require(addresses), registry.require(addresses))).stream()
                .filter(one -> market.matcher(one.key()).matches()).toList();
        PrintWriter out = spec.commandLine().getOut();
        print(markets, out);
        out.flush();
        return check && markets.stream().anyMatch(one -> one.missing() > 0) ? 1 : 0;
    }

    private void print(List<Completeness> markets, PrintWriter out) {
        if (form.json) {
            out.println(GapsText.json(markets));
        } else if (form.csv && ranges) {
            GapsText.csvOfRanges(markets, out);
        } else if (form.csv) {
            GapsText.csv(markets, out);
        } else {
            GapsText.forPeople(markets, all, out);
        }
    }
}
