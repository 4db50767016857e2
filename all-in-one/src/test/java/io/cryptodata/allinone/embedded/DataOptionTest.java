package io.cryptodata.allinone.embedded;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

class DataOptionTest {
    @Test
    void the_standard_folder_needs_no_option() {
        assertThat(DataOption.of(DataOption.standard())).isEmpty();
        assertThat(DataOption.of(Path.of(".cda/../.cda").toAbsolutePath())).isEmpty();
    }

    @Test
    void another_folder_is_named_so_that_a_shell_reads_it() {
        assertThat(DataOption.of(Path.of("/tmp/a b"))).isEqualTo(" --data '/tmp/a b'");
        assertThat(DataOption.of(Path.of("/tmp/it's"))).isEqualTo(" --data '/tmp/it'\\''s'");
    }
}
