package io.cryptodata.allinone.cli.sql;

import io.cryptodata.allinone.cli.command.UserError;
import org.junit.jupiter.api.Test;

import java.sql.SQLException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OneStatementTest {

    @Test
    void a_semicolon_at_the_end_and_inside_literals_and_comments_is_accepted() throws SQLException {
        assertThat(OneStatement.single(" SELECT ';' ; ")).isEqualTo("SELECT ';'");
        assertThat(OneStatement.single("SELECT $$a;b$$ -- c;d\n")).startsWith("SELECT $$a;b$$");
    }

    @Test
    void question_marks_stay_operators() throws SQLException {
        assertThat(OneStatement.single("SELECT counts ? 'candles' FROM logs"))
                .isEqualTo("SELECT counts ? 'candles' FROM logs");
    }

    @Test
    void two_statements_are_rejected() {
        assertThatThrownBy(() -> OneStatement.single("SELECT 1; DELETE FROM flags")).isInstanceOf(UserError.class)
                .hasMessageContaining("one statement at a time").hasMessageContaining("2");
    }

    @Test
    void an_empty_statement_is_rejected() {
        assertThatThrownBy(() -> OneStatement.single(" ; ")).isInstanceOf(UserError.class)
                .hasMessageContaining("no statement");
    }

    @Test
    void the_effect_is_reported() {
        assertThat(OneStatement.done("INSERT INTO flags VALUES (1)", 1)).isEqualTo("1 row changed");
        assertThat(OneStatement.done("delete from flags", 0)).isEqualTo("0 rows changed");
        assertThat(OneStatement.done("WITH a AS (SELECT 1) UPDATE b", 7)).isEqualTo("7 rows changed");
        assertThat(OneStatement.done("CREATE TABLE t (a int)", 0)).isEqualTo("done");
    }
}
