package io.cryptodata.producers;

import io.cryptodata.producers.config.ProducersConfig;
import io.cryptodata.service.command.Inputs;
import io.cryptodata.service.command.ServiceCommand;
import io.cryptodata.service.settings.Settings;
import picocli.CommandLine.Command;

/// Runs the producers as a process of their own: `./cda producers`.
@Command(name = "producers", sortOptions = false, header = "run only the producers", description = {
        "Fetches candles and listings of the venues and CoinGecko's coins, and writes closed candles,",
        "the universe and the ledger. Several processes share the work. The log is in DIR/logs/producers.",
        "Settings are PRODUCERS_* and COINGECKO_* of a file or the environment (PRODUCERS_VENUES, ...).",
        "Serves /live, /ready and /metrics on 127.0.0.1:8101 (PRODUCERS_HTTP_HOST, PRODUCERS_HTTP_PORT;",
        "'off' for none). Ends on Ctrl-C."}, footer = {"", "Examples:",
                "  ./cda producers --kafka broker:9092 --registry http://registry:8081",
                "  PRODUCERS_VENUES=binance PRODUCERS_INCLUDE='binance:.*/USDT' ./cda producers"})
public final class ProducersMain extends ServiceCommand {
    public static void main(String[] arguments) {
        launch(new ProducersMain(), arguments);
    }

    @Override
    public Configured configure(Settings settings, Inputs inputs) {
        ProducersConfig config = ProducersConfig.read(settings, inputs);
        return new Configured(config.http(), meters -> new ProducersApp(config, meters));
    }
}
