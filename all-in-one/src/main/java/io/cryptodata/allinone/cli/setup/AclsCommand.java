package io.cryptodata.allinone.cli.setup;

import io.cryptodata.allinone.cli.command.BrokerOption;
import io.cryptodata.allinone.cli.command.CdaCommand;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// `./cda acls`: prints, creates or checks what each process may do on a broker that checks rights.
@Command(name = "acls", sortOptions = false, header = "print, create or check the rights of each process on the broker", description = {
        "Without an option it prints the commands of Kafka that grant each process what it needs and no",
        "more, and connects to nothing. Roles and their principals: topics, producers, streams, connect,",
        "sinks, operator and bot, each User:cda-ROLE. Bots have groups whose name starts with \"bot.\"."}, footer = {"",
                "Examples:", "  ./cda acls", "  ./cda acls --apply --config admin.properties",
                "  ./cda acls --principal producers=User:CN=ingest --check"})
public final class AclsCommand extends CdaCommand {
    private static final Map<ResourceType, String> OPTIONS = new EnumMap<>(Map.of(ResourceType.TOPIC, "--topic",
            ResourceType.GROUP, "--group", ResourceType.TRANSACTIONAL_ID, "--transactional-id"));

    @Option(names = "--apply", description = "create the rights that the broker lacks; harmless when repeated")
    private boolean apply;

    @Option(names = "--check", description = "change nothing; exit status 1 if rights are missing, or a principal has others")
    private boolean check;

    @Option(names = "--principal", paramLabel = "ROLE=PRINCIPAL", description = "another principal of a role, such as connect=User:CN=connect; repeatable")
    private Map<String, String> principals = new LinkedHashMap<>();

    @Mixin
    private BrokerOption broker = new BrokerOption();

    @Override
    public Integer call() {
        if (apply && check) {
            throw usageError("--check changes nothing: leave out --apply");
        }
        Map<KafkaRole, String> named = named();
        if (!apply && !check) {
            named.forEach(this::printCommands);
            return 0;
        }
        List<AclBinding> wanted = named.entrySet().stream()
                .flatMap(each -> each.getKey().bindings(each.getValue()).stream()).distinct().toList();
        try (Admin admin = Admin.create(broker.require(addresses()).settings())) {
            BrokerAcls stored = new BrokerAcls(admin);
            BrokerAcls.Difference difference = stored.compare(Set.copyOf(named.values()), wanted);
            if (apply) {
                stored.add(difference.missing());
                print("%d rights created, %d existed".formatted(difference.missing().size(),
                        wanted.size() - difference.missing().size()));
            } else {
                difference.missing().forEach(each -> print("missing: " + inWords(each)));
            }
            difference.further().forEach(each -> print("not needed: " + inWords(each)));
            if (check && difference.missing().isEmpty() && difference.further().isEmpty()) {
                print("all " + wanted.size() + " rights exist, and no others");
            }
            return check && !(difference.missing().isEmpty() && difference.further().isEmpty()) ? 1 : 0;
        }
    }

    private Map<KafkaRole, String> named() {
        Map<String, KafkaRole> roles = KafkaRole.byLabel();
        principals.forEach((role, principal) -> {
            if (!roles.containsKey(role)) {
                throw usageError("no role is called '" + role + "'; the roles are " + Arrays.stream(KafkaRole.values())
                        .map(KafkaRole::label).collect(Collectors.joining(", ")));
            }
            if (!principal.matches("[A-Za-z]+:[^'\\n]+")) {
                throw usageError(
                        "a principal is TYPE:NAME, such as User:cda-" + role + ", but was '" + principal + "'");
            }
        });
        Map<KafkaRole, String> named = new EnumMap<>(KafkaRole.class);
        for (KafkaRole role : KafkaRole.values()) {
            named.put(role, principals.getOrDefault(role.label(), role.principal()));
        }
        return named;
    }

    /// One command for all resources with the same operations.
    private void printCommands(KafkaRole role, String principal) {
        record Alike(ResourceType type, PatternType pattern, Set<AclOperation> operations) {}
        Map<Alike, List<String>> names = new LinkedHashMap<>();
        role.grants().forEach(grant -> names
                .computeIfAbsent(new Alike(grant.type(), grant.pattern(), grant.operations()), _ -> new ArrayList<>())
                .add(grant.name()));
        print("# " + role.label());
        names.forEach((alike, of) -> {
            StringBuilder command = new StringBuilder(
                    "kafka-acls.sh --bootstrap-server \"$CDA_KAFKA\" --command-config admin.properties --add --allow-principal '")
                    .append(principal).append('\'');
            alike.operations().stream().sorted()
                    .forEach(operation -> command.append(" --operation ").append(inWords(operation)));
            if (alike.pattern() == PatternType.PREFIXED) {
                command.append(" --resource-pattern-type prefixed");
            }
            of.forEach(name -> command.append(' ').append(OPTIONS.get(alike.type())).append(' ').append(name));
            print(command.toString());
        });
    }

    private static String inWords(AclBinding right) {
        return "%s %s %s %s%s".formatted(right.entry().principal(), inWords(right.entry().operation()),
                right.pattern().resourceType().toString().toLowerCase(Locale.ROOT).replace('_', ' '),
                right.pattern().name(), right.pattern().patternType() == PatternType.PREFIXED ? "*" : "");
    }

    /// As Kafka's command spells it, such as `DescribeConfigs`.
    private static String inWords(AclOperation operation) {
        return Arrays.stream(operation.name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }
}
