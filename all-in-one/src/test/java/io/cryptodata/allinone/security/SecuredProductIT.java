package io.cryptodata.allinone.security;

import io.cryptodata.allinone.cli.Run;
import io.cryptodata.allinone.cli.setup.KafkaRole;
import io.cryptodata.allinone.interop.Servers;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/// The whole product with servers that demand a login of every part, on a broker that refuses what no rule allows: each part
/// works with its own rights, and is refused what is not its own. No secret is in anything that is written or served.
@ExtendWith(Servers.Shared.class)
class SecuredProductIT {
    /// `x` may, `-` is refused
    private static final String ATTEMPTS = """
            topics producers streams connect sinks operator api bot
            - x - - - x x -  write candles.1h
            - - x - - - - -  write candles.rollup
            - - x - - x x -  write indicators
            - x - - - x x -  write universe
            - x - - - x x -  write ledger
            - x - - - x x -  write listings
            - x - - - x x -  write coingecko.markets
            - - x - - x x -  write coingecko.snapshots
            - x - - - - - -  write candles.quarantine
            - - x - - - - -  write rates.usd
            - - x - - x x -  write candles.replay
            - - - x x x x -  write overrides.flags
            - x - - x x x -  write task.runs
            - - - - - x x -  write operations
            - - x x - x x -  write candles.1h.dlq
            - - - x - - - -  write connect.configs
            - - x x - x x x  read candles.1h
            - - - x - x x x  read indicators
            - x - x - x x x  read universe
            - x - x - x x -  read ledger
            - - - x - x x -  read task.runs
            - x - - x x x -  read overrides.flags
            - - - x - - - -  read connect.configs
            - x - - - - - -  group cda-producers
            - - x - - - - -  group cryptodata-streams
            - - - x - - - -  group connect
            - - - x - - - -  group connect-sink-candles-1h
            - - - - - - - x  group bot.one
            - - - - - - - -  group one
            - x - - - x - -  transaction cda-producers-0
            - - x - - - - -  transaction cryptodata-streams-0
            - - x - - - - -  transaction cryptodata-replay-0
            - - - - - x - -  transaction cryptodata-replay
            - - - - - - - -  transaction another
            - - - - - - - -  create another
            - - x - - - - -  create cryptodata-streams-another
            - - - - - - - -  delete candles.1h
            x - - - - - - -  configure candles.1h
            - - - - - - - -  grant candles.1h
            """;

    @TempDir
    private static Path folder = Path.of("");

    private static SecuredProduct product;

    @BeforeAll
    static void runs_the_product(Servers servers) throws Exception {
        product = SecuredProduct.run(folder, servers);
    }

    @AfterAll
    static void stops_the_servers() {
        product.close();
    }

    @Test
    void every_part_works_with_its_own_rights() {
        assertThat(product.denials()).isEmpty();
        assertThat(product.rows()).allSatisfy((table, rows) -> assertThat(rows).as(table).isPositive());
    }

    @Test
    void every_command_of_operators_works_with_their_rights() {
        assertThat(product.commands()).isNotEmpty()
                .allSatisfy((command, run) -> assertThat(run).as(command).returns(0, Run::status));
    }

    @Test
    void every_role_is_refused_what_is_not_its_own() throws Exception {
        List<String> lines = ATTEMPTS.lines().toList();
        List<KafkaRole> roles = Arrays.asList(KafkaRole.values());
        assertThat(lines.getFirst()).isEqualTo(String.join(" ", roles.stream().map(KafkaRole::label).toList()));
        SoftAssertions all = new SoftAssertions();
        for (KafkaRole role : roles) {
            try (BrokerAttempts attempts = new BrokerAttempts(product.access(role))) {
                for (String line : lines.subList(1, lines.size())) {
                    String[] columns = line.split(" +", roles.size() + 1);
                    all.assertThat(attempts.isAllowed(columns[roles.size()]))
                            .as("%s: %s", role, columns[roles.size()])
                            .isEqualTo(columns[roles.indexOf(role)].equals("x"));
                }
            }
        }
        all.assertAll();
        assertThat(product.deniedSoFar()).as("what the broker refuses is in its log").isNotEmpty();
    }

    @Test
    void a_wrong_login_of_connect_is_refused_with_the_settings_to_check() {
        assertThat(product.refusals()).containsOnlyKeys("status", "sinks").allSatisfy((who, printed) -> assertThat(
                printed).as(who)
                .contains("refuses the login (status 401): check CDA_CONNECT_USER and CDA_CONNECT_PASSWORD"));
    }

    @Test
    void no_secret_is_in_what_is_written_or_served() {
        assertThat(product.output().keySet()).anyMatch(source -> source.startsWith("arguments of process"));
        assertThat(product.output()).allSatisfy((source, text) -> {
            assertThat(text).as(source).isNotBlank();
            product.secrets().forEach((name, secret) -> assertThat(text.contains(secret))
                    .as("%s contains the secret %s", source, name).isFalse());
        });
    }
}
