package io.cryptodata.allinone.cli.setup;

import io.cryptodata.allinone.cli.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AclsCommandTest {
    @Test
    void prints_one_command_for_all_resources_with_the_same_operations() {
        Run run = Run.cda("acls");
        assertThat(run.status()).isZero();
        assertThat(run.out().lines().filter(line -> line.startsWith("#")))
                .containsExactly("# topics", "# producers", "# streams", "# connect", "# sinks", "# operator",
                        "# api", "# bot");
        String command = "kafka-acls.sh --bootstrap-server \"$CDA_KAFKA\" --command-config admin.properties --add --allow-principal ";
        assertThat(run.out()).contains(
                command + "'User:cda-streams' --operation Write --topic indicators --topic candles.rollup"
                        + " --topic coingecko.snapshots --topic candles.1h.dlq",
                command + "'User:cda-streams' --operation Read --operation Write --operation Create"
                        + " --operation DescribeConfigs --resource-pattern-type prefixed --topic cryptodata-streams-\n",
                command + "'User:cda-producers' --operation Read --group cda-producers\n",
                command + "'User:cda-producers' --operation Write --resource-pattern-type prefixed"
                        + " --transactional-id cda-producers-\n");
    }

    @Test
    void a_role_can_have_another_principal() {
        assertThat(Run.cda("acls", "--principal", "bot=User:CN=bots, O=us").out())
                .contains("--allow-principal 'User:CN=bots, O=us' ").doesNotContain("User:cda-bot");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bots=User:b", "bot=b", "bot=User:it's"})
    void a_wrong_role_or_principal_is_refused(String wrong) {
        Run run = Run.cda("acls", "--principal", wrong);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).containsAnyOf("the roles are topics, producers", "a principal is TYPE:NAME");
    }

    @Test
    void a_check_changes_nothing() {
        assertThat(Run.cda("acls", "--apply", "--check").status()).isEqualTo(2);
    }
}
