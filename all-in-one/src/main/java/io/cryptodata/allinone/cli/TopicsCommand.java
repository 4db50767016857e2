package io.cryptodata.allinone.cli;

import io.cryptodata.schemas.Topic;
import io.cryptodata.schemas.Topics;
import io.cryptodata.service.registry.SchemaRegistrar;
import io.cryptodata.service.topic.TopicAdmin;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/// `./cda topics`: makes the topics and registers their schemas, or only looks.
@Command(name = "topics", sortOptions = false, header = "create or check the topics and schemas", description = {
        "Creates the topics that are missing and registers their schemas. Changes nothing at all where an",
        "existing topic contradicts: it says how. Harmless when repeated."}, footer = {"", "Examples:",
                "  ./cda topics --check",
                "  ./cda topics --kafka broker:9092 --registry http://registry:8081 --replicas 3"})
public final class TopicsCommand implements Callable<Integer> {
    @Option(names = "--check", description = "change nothing; exit status 1 if a topic is missing or contradicts")
    private boolean check;

    @Option(names = "--partitions", paramLabel = "N", defaultValue = ""
            + Topics.DEFAULT_PARTITIONS, description = "partitions of the topics of markets (default: ${DEFAULT-VALUE})")
    private int partitions;

    @Option(names = "--replicas", paramLabel = "N", defaultValue = "1", description = "copies of new topics (default: ${DEFAULT-VALUE})")
    private int replicas;

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
        Topics topics = Topics.withPartitions(partitions);
        PrintWriter out = spec.commandLine().getOut();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.require(addresses)))) {
            List<String> missing = check ? missing(admin, topics) : List.of();
            if (!missing.isEmpty()) {
                out.println("missing: " + String.join(", ", missing) + " (create them with ./cda topics)");
                return 1;
            }
            TopicAdmin.Ensured ensured = TopicAdmin.ensure(admin, topics, replicas);
            if (check) {
                out.println("all " + ensured.present().size() + " topics are there and as they must be");
                return 0;
            }
            out.println(ensured.created().size() + " topics created, " + ensured.present().size() + " were there");
        }
        int schemas = SchemaRegistrar.register(registry.require(addresses), topics, SchemaRegistrar.DEFAULT_PATIENCE)
                .size();
        out.println(schemas + " schemas registered");
        return 0;
    }

    private static List<String> missing(Admin admin, Topics topics) {
        return TopicAdmin.missing(admin, topics.all().stream().map(Topic::name).toList());
    }
}
