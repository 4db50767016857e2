package io.cryptodata.allinone.benchmark;

import io.cryptodata.allinone.cli.projection.TopicSchemas;
import io.cryptodata.service.http.HttpAccess;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.sinks.deployment.SinkTable;
import io.cryptodata.sinks.projection.KafkaSourceTopic;
import io.cryptodata.sinks.projection.RebuiltTable;
import io.cryptodata.sinks.projection.SourceTopic;
import io.cryptodata.sinks.projection.StagingProgress;
import io.cryptodata.sinks.projection.StoreVerification;
import io.cryptodata.sinks.projection.TableRebuild;
import io.cryptodata.sinks.projection.VerifiedTable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/// Measures a rebuild of `h1_data` from a topic on a broker: into an empty table, with equal rows, and with a thousand
/// damaged ones, and a comparison. Arguments: markets and hours of each; 500 400 by default.
public final class BenchmarkRebuild {
    private static final SinkTable CANDLES = SinkTable.ALL.getFirst();

    private BenchmarkRebuild() {}

    public static void main(String[] arguments) throws Exception {
        NumberArguments numbers = NumberArguments.of(arguments);
        int markets = numbers.at(0, 500);
        int hours = numbers.at(1, 400);
        Path folder = Files.createTempDirectory("cda-rebuild");
        try (StreamServers servers = StreamServers.started(folder);
                MeasuredDatabase database = new MeasuredDatabase()) {
            try (MeasuredCandles candles = new MeasuredCandles(servers, markets)) {
                candles.writeHours(hours, MeasuredCandles.Kind.HISTORY);
            }
            TopicSchemas schemas = TopicSchemas.of(HttpAccess.plain(servers.registry()));
            TableRebuild rebuild = new TableRebuild(database.access(), table -> topic(servers, table), schemas,
                    StagingProgress.none());
            print("into an empty table", rebuild.run(CANDLES, TableRebuild.Absent.KEEP));
            print("all rows equal", rebuild.run(CANDLES, TableRebuild.Absent.KEEP));
            database.execute(
                    "UPDATE h1_data SET volume = volume + 1 WHERE last_id IN (SELECT last_id FROM h1_data LIMIT 1000)");
            print("a thousand rows differ", rebuild.run(CANDLES, TableRebuild.Absent.KEEP));
            VerifiedTable verified = new StoreVerification(database.access(), table -> topic(servers, table), schemas,
                    table -> topic(servers, table).ends(), Duration.ZERO, StagingProgress.none()).run(CANDLES, 3);
            System.out.println(String.format(Locale.ROOT, "comparison: %,d rows, %d differ, %.1f s", verified.rows(),
                    verified.differences(), verified.seconds()));
        }
    }

    private static SourceTopic topic(StreamServers servers, SinkTable table) {
        return KafkaSourceTopic.of(KafkaAccess.plain(servers.bootstrap()), table.topic());
    }

    private static void print(String what, RebuiltTable rebuilt) {
        System.out.println(String.format(Locale.ROOT,
                "%s: %,d rows, %,d inserted, %,d changed, %.1f s of reading, %.1f s with the lock", what,
                rebuilt.rows(),
                rebuilt.inserted(), rebuilt.updated(), rebuilt.secondsReading(), rebuilt.secondsLocked()));
    }
}
