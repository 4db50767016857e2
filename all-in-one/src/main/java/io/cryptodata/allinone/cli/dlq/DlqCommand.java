package io.cryptodata.allinone.cli.dlq;

import io.cryptodata.allinone.cli.command.Addresses;
import io.cryptodata.allinone.cli.command.BrokerOption;
import io.cryptodata.allinone.cli.command.CdaCommand;
import io.cryptodata.allinone.cli.command.RegistryOption;
import io.cryptodata.api.deadletter.DeadLetters;
import io.cryptodata.api.deadletter.LetterFilter;
import io.cryptodata.api.deadletter.LetterJson;
import io.cryptodata.api.deadletter.LetterRetry;
import io.cryptodata.api.deadletter.LetterSummary;
import io.cryptodata.api.deadletter.RetryReport;
import io.cryptodata.api.json.Json;
import io.cryptodata.api.topic.RecordReader;
import io.cryptodata.api.topic.RegistrySchemas;
import io.cryptodata.service.http.HttpAccess;
import io.cryptodata.service.kafka.KafkaAccess;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.Set;

/// `./cda dlq`: lists, shows and retries dead letters.
@Command(name = "dlq", header = "list, show and retry records that could not be processed", description = {
        "A record that cannot be processed becomes a dead letter on <topic>.dlq, with the reason and its origin.",
        "list counts the letters of each topic and their reasons; show prints single letters; retry publishes",
        "the records again to the topics from which they came, after their cause is removed. Each letter is",
        "retried once, however often retry runs. A record that still cannot be processed becomes a new letter,",
        "and a repeated one is harmless. Skipped with a reason: a value that would replace a newer one of its",
        "key, and candles that were appended before their hour had ended."}, footer = {"", "Examples:",
                "  ./cda dlq list",
                "  ./cda dlq show --topic candles.1h --limit 3",
                "  ./cda dlq show --reason 'schema id 23' --json | jq .origin",
                "  ./cda dlq retry --topic candles.1h --reason 'schema id 23' --dry-run",
                "  ./cda dlq retry --topic candles.1h --offset 12,13", "",
                "Times and numbers in the reasons of list are shown as …; --reason finds both forms."})
public final class DlqCommand extends CdaCommand {
    private static final int MAX_LIMIT = 10_000;
    private static final String DEFAULT_LIMIT = "20";

    @Parameters(index = "0", paramLabel = "list|show|retry", description = "what to do")
    private String action = "";

    @Option(names = "--topic", paramLabel = "TOPIC", description = "only letters of this topic, for example candles.1h (default: all)")
    private @Nullable String topic;

    @Option(names = "--reason", paramLabel = "TEXT", description = "only letters whose reason contains this text, in any case")
    private @Nullable String reason;

    @Option(names = "--offset", paramLabel = "N", split = ",", description = "with show and retry: only the letters at these offsets of --topic")
    private Set<Long> offsets = Set.of();

    @Option(names = "--limit", paramLabel = "N", description = "with show: how many of the newest letters (default: "
            + DEFAULT_LIMIT + ")")
    private @Nullable Integer limit;

    @Option(names = "--all", description = "with show: also letters that were retried")
    private boolean all;

    @Option(names = "--dry-run", description = "with retry: print what would be retried, publish nothing")
    private boolean dryRun;

    @Option(names = "--unproven", description = "with retry: also candles that were appended before their hour had ended; only if the clock of the broker was behind")
    private boolean unproven;

    @Option(names = "--json", description = "one JSON object per line")
    private boolean json;

    @Mixin
    private BrokerOption broker = new BrokerOption();

    @Mixin
    private RegistryOption registry = new RegistryOption();

    private enum Action {
        LIST, SHOW, RETRY
    }

    @Override
    public Integer call() {
        Action chosen = checked();
        Addresses addresses = addresses();
        KafkaAccess servers = broker.require(addresses);
        try (RecordReader records = RecordReader.of(servers)) {
            DeadLetters letters = new DeadLetters(records);
            List<String> topics = letters.topics(topic);
            switch (chosen) {
                case LIST -> list(letters, topics);
                case SHOW -> show(letters, topics, registry.require(addresses));
                case RETRY -> retry(records, topics, servers, registry.require(addresses));
            }
        }
        out().flush();
        return 0;
    }

    private Action checked() {
        Action chosen = switch (action) {
            case "list" -> Action.LIST;
            case "show" -> Action.SHOW;
            case "retry" -> Action.RETRY;
            default -> throw usageError("expected list, show or retry, but was '" + action + "'");
        };
        allow("--limit", limit != null, chosen == Action.SHOW, "show");
        allow("--all", all, chosen == Action.SHOW, "show");
        allow("--dry-run", dryRun, chosen == Action.RETRY, "retry");
        allow("--unproven", unproven, chosen == Action.RETRY, "retry");
        allow("--offset", !offsets.isEmpty(), chosen != Action.LIST, "show and retry");
        if (!offsets.isEmpty() && topic == null) {
            throw usageError("--offset needs --topic");
        }
        if (limit != null && (limit < 1 || limit > MAX_LIMIT)) {
            throw usageError("--limit must be 1 to " + MAX_LIMIT + ", but was " + limit);
        }
        return chosen;
    }

    private void allow(String option, boolean isGiven, boolean isAllowed, String actions) {
        if (isGiven && !isAllowed) {
            throw usageError(option + " is an option of " + actions);
        }
    }

    private LetterFilter filter() {
        return new LetterFilter(reason, offsets);
    }

    private void list(DeadLetters letters, List<String> topics) {
        List<LetterSummary> summaries = topics.stream().map(each -> letters.summary(each, filter())).toList();
        if (json) {
            summaries.forEach(summary -> out().println(Json.of(summary)));
        } else {
            DlqText.summaries(summaries, out());
        }
    }

    private void show(DeadLetters letters, List<String> topics, HttpAccess registryAccess) {
        int most = limit == null ? Integer.parseInt(DEFAULT_LIMIT) : limit;
        LetterJson forms = new LetterJson(new RegistrySchemas(registryAccess));
        letters.newest(topics, filter(), all, most).forEach(letter -> {
            if (json) {
                out().println(forms.of(letter));
            } else {
                DlqText.letter(letter, forms.of(letter), out());
            }
        });
    }

    private void retry(RecordReader records, List<String> topics, KafkaAccess servers, HttpAccess registryAccess) {
        RegistrySchemas schemas = new RegistrySchemas(registryAccess);
        try (LetterRetry retry = dryRun
                ? LetterRetry.dry(records, schemas)
                : LetterRetry.of(records, schemas, servers)) {
            for (String each : topics) {
                RetryReport report = retry.retry(each, filter(), unproven);
                if (json) {
                    print(Json.of(report));
                } else {
                    DlqText.report(report, dryRun, out());
                }
            }
        }
    }
}
