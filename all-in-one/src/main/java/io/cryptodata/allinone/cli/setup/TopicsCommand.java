package io.cryptodata.allinone.cli.setup;

import io.cryptodata.allinone.cli.command.Addresses;
import io.cryptodata.allinone.cli.command.BrokerOption;
import io.cryptodata.allinone.cli.command.CdaCommand;
import io.cryptodata.allinone.cli.command.RegistryOption;
import io.cryptodata.allinone.product.MarketTopics;
import io.cryptodata.schemas.Topics;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.registry.SchemaRegistrar;
import io.cryptodata.service.topic.PartitionChange;
import io.cryptodata.service.topic.PartitionSetting;
import io.cryptodata.service.topic.TopicAdmin;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.List;

/// `./cda topics`: creates the topics and registers their schemas, or checks them.
@Command(name = "topics", header = "create or check the topics and schemas", description = {
        "Creates missing topics and registers their schemas. Changes nothing and reports the difference where an",
        "existing topic has other settings than required. Harmless when repeated."}, footer = {"", "Examples:",
                "  ./cda topics --check",
                "  ./cda topics --partitions 24 --change-partitions",
                "  ./cda topics --kafka broker:9092 --registry http://registry:8081 --replicas 3"})
public final class TopicsCommand extends CdaCommand {
    @Option(names = "--check", description = "change nothing; exit status 1 if a topic is missing or differs")
    private boolean check;

    @Option(names = "--partitions", paramLabel = "N", description = "partitions of the topics of markets (default: CDA_PARTITIONS, or "
            + Topics.DEFAULT_PARTITIONS + ")")
    private @Nullable Integer partitions;

    @Option(names = "--change-partitions", description = "move existing topics of markets to that number; all processes must be stopped")
    private boolean change;

    @Option(names = "--replicas", paramLabel = "N", defaultValue = "1", description = "copies of new topics (default: ${DEFAULT-VALUE})")
    private int replicas;

    @Mixin
    private BrokerOption broker = new BrokerOption();

    @Mixin
    private RegistryOption registry = new RegistryOption();

    @Override
    public Integer call() {
        Addresses addresses = addresses();
        if (check && change) {
            throw usageError("--check changes nothing: leave out --change-partitions");
        }
        int number = partitions(addresses);
        Topics topics = Topics.withPartitions(number);
        KafkaAccess servers = broker.require(addresses);
        try (Admin admin = Admin.create(servers.settings())) {
            if (change) {
                new PartitionChange(admin, servers, number).move(MarketTopics.names(), this::print);
            }
            if (check) {
                return check(TopicAdmin.problems(admin, topics), topics);
            }
            TopicAdmin.Ensured ensured = TopicAdmin.ensure(admin, topics, replicas);
            print(ensured.created().size() + " topics created, " + ensured.present().size() + " existed");
        }
        int schemas = SchemaRegistrar.register(registry.require(addresses), topics, SchemaRegistrar.DEFAULT_TIMEOUT)
                .size();
        print(schemas + " schemas registered");
        return 0;
    }

    private int partitions(Addresses addresses) {
        Integer given = partitions;
        try {
            return given == null
                    ? addresses.settings().partitions()
                    : PartitionSetting.checked("--partitions", given);
        } catch (IllegalArgumentException e) {
            throw usageError(e);
        }
    }

    private int check(List<String> problems, Topics topics) {
        problems.forEach(this::print);
        if (problems.isEmpty()) {
            print("all " + topics.all().size() + " topics exist with the required settings");
        }
        return problems.isEmpty() ? 0 : 1;
    }
}
