package io.cryptodata.allinone.cli;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CommandTrainingTest {
    @Test
    void the_instance_is_that_of_the_command() {
        assertThat(CommandTraining.instance("sql", "--data", "/tmp/a b", "SELECT 1")).containsExactly("--data",
                "/tmp/a b");
        assertThat(CommandTraining.instance("topics", "tail", "candles.1h", "--data=/tmp/second"))
                .containsExactly("--data=/tmp/second");
    }

    @Test
    void without_the_option_it_is_the_one_in_the_usual_folder() {
        assertThat(CommandTraining.instance("sql", "sql", "SELECT 1")).isEmpty();
        assertThat(CommandTraining.instance("topics", "status", "--data")).isEmpty();
    }
}
