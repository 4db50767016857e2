package io.cryptodata.api.config;

import io.cryptodata.api.database.ReadPool;
import io.cryptodata.api.http.Limits;
import io.cryptodata.service.http.HttpConfig;
import io.cryptodata.service.http.HttpToken;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ApiConfigTest {
    private static final String READ = "a-token-of-readers";
    private static final String OPERATE = "a-token-of-operators";

    @Test
    void has_defaults_for_everything() {
        ApiConfig config = ApiConfig.from(Map.of("PATH", "/bin"));
        assertThat(config.server().host()).isEqualTo("127.0.0.1");
        assertThat(config.server().port()).isEqualTo(5556);
        assertThat(config.server().access().read()).isEmpty();
        assertThat(config.server().access().operator()).isEmpty();
        assertThat(config.server().origins().hosts()).containsExactly("127.0.0.1");
        assertThat(config.server().origins().origins()).isEmpty();
        assertThat(config.server().limits()).isEqualTo(Limits.standard());
        assertThat(config.pool()).isEqualTo(ReadPool.Limits.standard());
        assertThat(config.broker().servers()).isEqualTo("127.0.0.1:9092");
        assertThat(config.registry().url()).isEqualTo("http://127.0.0.1:8081");
        assertThat(config.connect().url()).isEqualTo("http://127.0.0.1:8083");
        assertThat(config.database().url()).isEqualTo("jdbc:postgresql://127.0.0.1:5433/cryptodata");
        assertThat(config.database().user()).isEqualTo("cda_reader");
        assertThat(config.grafana()).isEmpty();
        assertThat(config.http()).contains(HttpConfig.onLoopback(8104));
    }

    @Test
    void reads_every_setting() {
        Map<String, String> settings = new HashMap<>(Map.of("API_HOST", "0.0.0.0", "API_PORT", "1", "API_READ_TOKEN",
                READ, "API_OPERATOR_TOKEN", OPERATE, "API_ALLOWED_HOSTS", "data.example, Other.example",
                "API_ALLOWED_ORIGINS", "https://dashboard.example", "API_GRAFANA_URL", "http://grafana:3000",
                "API_BOOTSTRAP_SERVERS", "kafka:2", "API_REGISTRY_URL", "http://registry:3", "API_CONNECT_URL",
                "http://connect:4"));
        settings.putAll(Map.of("API_DATABASE_URL", "jdbc:postgresql://db:5/x", "API_DATABASE_USER", "reader",
                "API_DATABASE_PASSWORD", "secret", "API_DATABASE_CONNECTIONS", "3", "API_DATABASE_BULK_CONNECTIONS",
                "2",
                "API_QUERY_TIMEOUT", "7s", "API_HTTP_PORT", "off", "API_REQUEST_TIMEOUT", "11s", "API_WRITE_TIMEOUT",
                "12s"));
        settings.putAll(Map.of("API_MAX_CONNECTIONS", "20", "API_MAX_CONNECTIONS_PER_CLIENT", "19", "API_MAX_REQUESTS",
                "18", "API_MAX_REQUESTS_PER_CLIENT", "17", "API_MAX_STREAMS", "16", "API_MAX_STREAMS_PER_CLIENT",
                "15"));
        ApiConfig config = ApiConfig.from(settings);
        assertThat(config.server().host()).isEqualTo("0.0.0.0");
        assertThat(config.server().port()).isEqualTo(1);
        assertThat(config.server().access().read()).contains(new HttpToken(READ));
        assertThat(config.server().access().operator()).contains(new HttpToken(OPERATE));
        assertThat(config.server().origins().hosts()).containsExactlyInAnyOrder("0.0.0.0", "data.example",
                "other.example");
        assertThat(config.server().origins().origins()).containsExactly("https://dashboard.example");
        Limits limits = config.server().limits();
        assertThat(new int[]{limits.connections(), limits.connectionsPerClient(), limits.requests(),
                limits.requestsPerClient(), limits.streams(), limits.streamsPerClient()})
                .containsExactly(20, 19, 18, 17, 16, 15);
        assertThat(limits.requestTimeout()).isEqualTo(Duration.ofSeconds(11));
        assertThat(limits.writeTimeout()).isEqualTo(Duration.ofSeconds(12));
        assertThat(config.pool().connections()).isEqualTo(3);
        assertThat(config.pool().bulkConnections()).isEqualTo(2);
        assertThat(config.pool().statementTimeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(config.broker().servers()).isEqualTo("kafka:2");
        assertThat(config.registry().url()).isEqualTo("http://registry:3");
        assertThat(config.connect().url()).isEqualTo("http://connect:4");
        assertThat(config.database().url()).isEqualTo("jdbc:postgresql://db:5/x");
        assertThat(config.database().user()).isEqualTo("reader");
        assertThat(config.grafana()).contains(URI.create("http://grafana:3000"));
        assertThat(config.http()).isEmpty();
        assertThat(config.toString()).doesNotContain(READ, OPERATE, "secret");
    }

    @Test
    void a_name_may_be_an_address_of_IPv6_and_be_given_twice() {
        ApiConfig config = ApiConfig
                .from(Map.of("API_HOST", "2001:db8::1", "API_ALLOWED_HOSTS", "a.example,[2001:db8::2],A.example"));
        assertThat(config.server().origins().hosts()).containsExactlyInAnyOrder("a.example", "[2001:db8::1]",
                "[2001:db8::2]");
    }

    @Test
    void names_are_neither_empty_nor_have_ports() {
        for (String hosts : List.of("a.example,,b.example", "a.example:80", "http://a.example", "a/b")) {
            assertThatIllegalArgumentException().as(hosts)
                    .isThrownBy(() -> ApiConfig.from(Map.of("API_ALLOWED_HOSTS", hosts)))
                    .withMessageContaining("API_ALLOWED_HOSTS must be names like data.example");
        }
    }

    @Test
    void who_reads_does_not_operate_by_accident() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApiConfig.from(Map.of("API_READ_TOKEN", READ, "API_OPERATOR_TOKEN", READ)))
                .withMessageContaining("API_READ_TOKEN and API_OPERATOR_TOKEN must differ")
                .satisfies(problem -> assertThat(problem.getMessage()).doesNotContain(READ));
    }

    @Test
    void names_all_problems_at_once_even_a_misspelt_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApiConfig
                        .from(Map.of("API_PORT", "many", "API_READ_TOKEN", "short", "API_ALLOWED_ORIGINS",
                                "dashboard.example", "API_MAX_STREEMS", "3")))
                .withMessageContaining("API_PORT must be a whole number between 0 and 65535, but was 'many'")
                .withMessageContaining("API_READ_TOKEN must be at least 16 printable characters")
                .withMessageContaining("API_ALLOWED_ORIGINS must be origins like https://dashboard.example")
                .withMessageContaining("API_MAX_STREEMS is not a setting").withMessageContaining("API_MAX_STREAMS")
                .satisfies(problem -> assertThat(problem.getMessage()).doesNotContain("'short'"));
    }
}
