package io.cryptodata.streams.config;

import io.cryptodata.service.command.Inputs;
import io.cryptodata.service.http.HttpAccess;
import io.cryptodata.service.http.HttpConfig;
import io.cryptodata.service.http.HttpSecurity;
import io.cryptodata.service.instance.Endpoints;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.settings.SettingSources;
import io.cryptodata.service.settings.Settings;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class StreamsConfigTest {
    private static final Path DATA = Path.of(".cda");

    @Test
    void has_defaults_for_everything() {
        StreamsConfig config = from(Map.of("PATH", "/bin"));
        assertThat(config.broker().servers()).isEqualTo("127.0.0.1:9092");
        assertThat(config.commitEvery()).isEqualTo(Duration.ofMillis(100));
        assertThat(config.backgroundReplay()).isTrue();
        assertThat(config.membership()).isEqualTo(new Membership(Optional.empty(), Duration.ofSeconds(10), 0));
        assertThat(config.http()).contains(HttpConfig.onLoopback(8102));
        assertThat(config.stateDir()).isEqualTo(Path.of(".cda/streams"));
        StreamsConfig embedded = StreamsConfig.of("127.0.0.1:9092", "http://127.0.0.1:8081", Path.of(".cda/streams"));
        assertThat(embedded.http()).isEmpty();
        assertThat(from(Map.of("STREAMS_HTTP_PORT", "off"))).isEqualTo(embedded);
    }

    @Test
    void reads_every_setting() {
        StreamsConfig config = from(Map.of("STREAMS_BOOTSTRAP_SERVERS", "kafka:1",
                "STREAMS_REGISTRY_URL", "http://registry:2", "STREAMS_STATE_DIR", "/state", "STREAMS_THREADS", "3",
                "STREAMS_COMMIT_EVERY", "PT0.2S", "STREAMS_CORRECTION_WINDOW", "30d",
                "STREAMS_PATIENCE", "PT5S", "STREAMS_REPLICAS", "2",
                "STREAMS_HTTP_HOST", "0.0.0.0", "STREAMS_HTTP_PORT", "4"));
        assertThat(config).isEqualTo(new StreamsConfig(KafkaAccess.plain("kafka:1"),
                new HttpAccess("http://registry:2", HttpSecurity.none("CDA_REGISTRY_")), Path.of("/state"), 3,
                Duration.ofMillis(200), Duration.ofDays(30), true, Duration.ofSeconds(5), 2, Membership.standard(),
                Optional.of(new HttpConfig("0.0.0.0", 4))));
    }

    @Test
    void the_background_replay_can_be_turned_off() {
        assertThat(from(Map.of("STREAMS_BACKGROUND_REPLAY", "false")).backgroundReplay()).isFalse();
    }

    @Test
    void a_named_instance_is_a_static_member() {
        StreamsConfig config = from(Map.of("STREAMS_INSTANCE", "streams-1", "STREAMS_SESSION_TIMEOUT", "45s",
                "STREAMS_STANDBYS", "1"));
        assertThat(config.membership())
                .isEqualTo(new Membership(Optional.of("streams-1"), Duration.ofSeconds(45), 1));
    }

    @Test
    void a_member_without_a_name_takes_that_of_its_state_folder() {
        Membership configured = new Membership(Optional.of("streams-1"), Duration.ofSeconds(45), 1);
        assertThat(configured.orNamed(() -> "other")).isSameAs(configured);
        assertThat(Membership.standard().orNamed(() -> "other").instance()).contains("other");
    }

    @Test
    void names_all_problems_of_a_membership_at_once() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> from(Map.of("STREAMS_INSTANCE", "a b", "STREAMS_SESSION_TIMEOUT", "1s",
                        "STREAMS_STANDBYS", "-1")))
                .withMessageContaining("INSTANCE must be up to 100 letters").withMessageContaining("'a b'")
                .withMessageContaining("SESSION_TIMEOUT must be a duration between 6s and 30m")
                .withMessageContaining("STANDBYS must be a whole number between 0 and 9, but was '-1'");
    }

    @Test
    void names_all_problems_at_once_even_a_misspelt_name() {
        Map<String, String> wrong = Map.of("STREAMS_THREADS", "many", "STREAMS_COMMIT_EVERY", "PT1H",
                "STREAMS_REGISTRY_URL", "localhost", "STREAMS_PATIENSE", "PT1S");
        assertThatIllegalArgumentException().isThrownBy(() -> from(wrong))
                .withMessageContaining("STREAMS_THREADS must be a whole number between 1 and 64, but was 'many'")
                .withMessageContaining("STREAMS_COMMIT_EVERY must be a duration between 10ms and 10s, but was 'PT1H'")
                .withMessageContaining(
                        "STREAMS_REGISTRY_URL must be a URL like http://host:port, without a path, but was 'localhost'")
                .withMessageContaining("STREAMS_PATIENSE is not a setting; did you mean STREAMS_PATIENCE?");
    }

    @Test
    void options_come_before_the_settings() {
        Inputs.Options given = new Inputs.Options(Optional.of("other:9"), Optional.of("http://other:8"),
                OptionalInt.of(0));
        StreamsConfig config = read(Map.of("STREAMS_BOOTSTRAP_SERVERS", "kafka:1", "STREAMS_THREADS", "3",
                "STREAMS_HTTP_HOST", "0.0.0.0"), new Inputs(DATA, given, new Endpoints(Map.of())),
                new StreamsConfig.Options(OptionalInt.of(5), OptionalInt.empty()));
        assertThat(config.broker().servers()).isEqualTo("other:9");
        assertThat(config.registry().url()).isEqualTo("http://other:8");
        assertThat(config.threads()).isEqualTo(5);
        assertThat(config.http()).contains(new HttpConfig("0.0.0.0", 0));
    }

    @Test
    void a_setting_of_the_process_comes_before_that_of_all_processes_and_both_before_a_running_instance() {
        Inputs running = new Inputs(DATA, Inputs.Options.none(), new Endpoints(
                Map.of(Endpoints.KAFKA_BOOTSTRAP, "running:1", Endpoints.REGISTRY_URL, "http://running:2")));
        StreamsConfig.Options none = StreamsConfig.Options.none();
        assertThat(read(Map.of(), running, none).broker().servers()).isEqualTo("running:1");
        assertThat(read(Map.of(), running, none).registry().url()).isEqualTo("http://running:2");
        Map<String, String> shared = Map.of("CDA_KAFKA", "shared:1", "CDA_REGISTRY", "http://shared:2");
        assertThat(read(shared, running, none).broker().servers()).isEqualTo("shared:1");
        assertThat(read(shared, running, none).registry().url()).isEqualTo("http://shared:2");
        assertThat(read(Map.of("CDA_KAFKA", "shared:1", "STREAMS_BOOTSTRAP_SERVERS", "own:1"), running, none)
                .broker().servers()).isEqualTo("own:1");
    }

    private static StreamsConfig read(Map<String, String> environment, Inputs inputs, StreamsConfig.Options options) {
        return Settings.read(SettingSources.of(environment), settings -> StreamsConfig.read(settings, inputs, options))
                .orThrow();
    }

    private static StreamsConfig from(Map<String, String> environment) {
        return StreamsConfig.from(environment);
    }
}
