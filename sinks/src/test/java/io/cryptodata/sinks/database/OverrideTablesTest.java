package io.cryptodata.sinks.database;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OverrideTablesTest {
    private static final DatabaseAccess DATABASE = TestDatabase.migrated();

    @Test
    void exactly_the_operators_tables_and_the_heartbeat_are_published() {
        assertThat(TestDatabase.rows(DATABASE, """
                SELECT tablename FROM pg_publication_tables WHERE pubname = 'cda_overrides' ORDER BY 1"""))
                .containsExactly("asset_declaration", "cda_heartbeat", "flags");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "INSERT INTO flags (base, flag, value) VALUES ('BTC:USDT', 'exclude', true)",
            "INSERT INTO flags (base, flag, value) VALUES ('BTC', 'Exclude It', true)",
            "INSERT INTO flags (base, flag, value, set_at) VALUES ('BTC', 'exclude', true, 'infinity')",
            "INSERT INTO asset_declaration (asset, exchange, track) VALUES ('BTCUSDT', 'binance', true)",
            "INSERT INTO asset_declaration (asset, exchange, track, declared_at) VALUES ('A/B', 'okx', true, '20000-01-01')"})
    void rows_that_cannot_be_published_are_rejected(String sql) {
        assertThatThrownBy(() -> TestDatabase.execute(DATABASE, sql)).rootCause()
                .hasMessageContaining("violates check constraint");
        assertThat(TestDatabase.rows(DATABASE, "SELECT base FROM flags")).isEmpty();
    }

    @Test
    void truncating_deletes_row_by_row() {
        DatabaseAccess database = TestDatabase.migrated();
        TestDatabase.execute(database, """
                CREATE TABLE deleted (base text);
                CREATE FUNCTION record_deletion() RETURNS trigger LANGUAGE plpgsql AS
                    $$ BEGIN INSERT INTO deleted VALUES (OLD.base); RETURN OLD; END $$;
                CREATE TRIGGER deleted AFTER DELETE ON flags FOR EACH ROW EXECUTE FUNCTION record_deletion();
                INSERT INTO flags (base, flag, value) VALUES ('BTC', 'exclude', true), ('ETH', 'exclude', true)""");
        TestDatabase.execute(database, "TRUNCATE flags");
        assertThat(TestDatabase.rows(database, "SELECT base FROM deleted ORDER BY 1")).containsExactly("BTC", "ETH");
        assertThat(TestDatabase.rows(database, "SELECT base FROM flags")).isEmpty();
    }
}
