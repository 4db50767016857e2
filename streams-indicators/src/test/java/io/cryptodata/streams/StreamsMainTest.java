package io.cryptodata.streams;

import io.cryptodata.service.command.Inputs;
import io.cryptodata.service.command.ServiceCommand.Configured;
import io.cryptodata.service.http.HttpConfig;
import io.cryptodata.service.instance.Endpoints;
import io.cryptodata.service.lifecycle.Service;
import io.cryptodata.service.metrics.MeterNames;
import io.cryptodata.service.settings.SettingSources;
import io.cryptodata.service.settings.Settings;
import io.cryptodata.service.settings.SettingsException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StreamsMainTest {
    private final StreamsMain command = new StreamsMain();

    @Test
    void runs_the_stream_with_health_and_metrics_on_a_fixed_port() {
        Configured configured = configured(Map.of(), Inputs.none());
        assertThat(configured.http()).contains(HttpConfig.onLoopback(8102));
        try (Service service = configured.service().apply(MeterNames.strictRegistry())) {
            assertThat(service).isInstanceOf(StreamsApp.class);
        }
    }

    @Test
    void problems_of_options_and_settings_are_reported_together() {
        new CommandLine(command).parseArgs("--threads", "100");
        Inputs inputs = new Inputs(Path.of(".cda"),
                new Inputs.Options(Optional.empty(), Optional.of("localhost"), OptionalInt.empty()),
                new Endpoints(Map.of()));
        assertThatThrownBy(() -> configured(Map.of("STREAMS_REPLICAS", "many"), inputs))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("STREAMS_THREADS must be a whole number between 1 and 64, but was '100'")
                .hasMessageContaining("STREAMS_REPLICAS must be a whole number")
                .hasMessageContaining(
                        "STREAMS_REGISTRY_URL must be a URL like http://host:port, without a path, but was 'localhost'");
    }

    private Configured configured(Map<String, String> environment, Inputs inputs) {
        return Settings.read(SettingSources.of(environment), settings -> command.configure(settings, inputs)).orThrow();
    }

    @Test
    void help_shows_the_options_of_every_process_and_its_own() {
        assertThat(new CommandLine(command).getUsageMessage()).contains("--kafka", "--registry", "--data",
                "--http-port", "--config", "--threads", "--replicas", "8102");
    }
}
