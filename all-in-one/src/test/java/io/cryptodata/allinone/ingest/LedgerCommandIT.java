package io.cryptodata.allinone.ingest;

import io.cryptodata.allinone.cli.Run;
import io.cryptodata.domain.ledger.HourRange;
import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.ProducersApp;
import io.cryptodata.producers.publishing.LedgerWriter;
import io.cryptodata.producers.status.MarketStatus;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.service.http.HttpAccess;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.simulator.config.SimulatorConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/// `./cda ledger` beside running producers. The time is frozen: nothing but the reset writes in the partition.
class LedgerCommandIT {
    private static final Market BTC = new Market("binance", "BTC/USDT");

    @TempDir
    private Path folder;

    @Test
    void a_market_whose_ledger_is_beyond_our_clock_is_polled_again_after_its_reset() throws Exception {
        try (IngestRig rig = new IngestRig(folder, new SimulatorConfig.Seeded(11, Duration.ofDays(20), 1, true))) {
            rig.createTopics();
            try (ProducersApp app = AcceleratedClock.producers(rig.config("one"), new SimpleMeterRegistry())) {
                app.start();
                IngestRig.await(app::caughtUp, () -> app.status().toString());
                Set<ByteBuffer> published = candles(rig);
                breakLedger(rig);
                IngestRig.await(() -> String.valueOf(bitcoin(app).lastError()).contains("./cda ledger reset"),
                        () -> app.status().toString());
                assertThat(app.health().reasons()).anyMatch(reason -> reason.contains("after our clock"));
                assertThat(app.status().markets()).filteredOn(market -> market.lastError() != null).hasSize(1);
                assertThat(cda(rig, "show").out()).contains("+57971-");
                Run reset = cda(rig, "reset");
                assertThat(reset.err()).isEmpty();
                assertThat(reset.out()).contains("reset binance:BTC/USDT", "-> nothing recorded");
                IngestRig.await(() -> bitcoin(app).lastError() == null && app.caughtUp(),
                        () -> app.status().toString());
                assertThat(cda(rig, "show").out()).contains("binance:BTC/USDT", "live");
                assertThat(candles(rig)).as("values that differ from those of the first time").isEqualTo(published);
            }
            assertThat(rig.committed(TopicName.TASK_RUNS)).extracting(run -> run.key()).contains("ledger.reset");
            assertThat(Run.cda("ledger", "show", "binance:NO/USDT", "--kafka", rig.runtime().broker().bootstrap(),
                    "--registry", rig.runtime().registry().url()).err())
                    .contains("no ledger of 'binance:NO/USDT'; there are", "binance:");
        }
    }

    private static Set<ByteBuffer> candles(IngestRig rig) {
        return rig.committed(TopicName.CANDLES_1H).stream().map(each -> ByteBuffer.wrap(each.value()))
                .collect(Collectors.toSet());
    }

    private static void breakLedger(IngestRig rig) throws InterruptedException {
        assertThat(new LedgerWriter(KafkaAccess.plain(rig.runtime().broker().bootstrap()),
                HttpAccess.plain(rig.runtime().registry().url())).replace(BTC,
                        LedgerCommandIT::beyondOurClock))
                .isPresent();
    }

    private static Ledger beyondOurClock(Ledger ledger) {
        return new Ledger(BTC, new HourRange(Objects.requireNonNull(ledger.recorded()).from(), 490_899_333),
                ledger.missing(), ledger.confirmedEmpty(), ledger.notAvailable(), ledger.present(),
                ledger.quarantined(), ledger.quarantinedTimes(), ledger.recent(), null, ledger.outsideWindow(),
                ledger.state(),
                ledger.updatedAt());
    }

    private static MarketStatus bitcoin(ProducersApp app) {
        return app.status().markets().stream().filter(each -> each.market().equals(BTC)).findFirst().orElseThrow();
    }

    private static Run cda(IngestRig rig, String action) {
        return Run.cda("ledger", action, BTC.key(), "--kafka", rig.runtime().broker().bootstrap(), "--registry",
                rig.runtime().registry().url());
    }
}
