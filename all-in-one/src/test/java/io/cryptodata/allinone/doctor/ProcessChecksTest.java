package io.cryptodata.allinone.doctor;

import io.cryptodata.service.http.HttpConfig;
import io.cryptodata.service.http.HttpToken;
import io.cryptodata.service.http.ProcessHttpServer;
import io.cryptodata.service.lifecycle.Health;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class ProcessChecksTest {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final HttpToken TOKEN = new HttpToken("0123456789abcdef-token");
    private static final String VENUE = "bybit unavailable since 2026-01-01T00:00:00Z: connect timed out";

    @Test
    void a_venue_that_does_not_respond_is_a_finding_with_the_section_of_the_runbook() {
        assertThat(findings(Health.degraded(VENUE), Optional.empty(), List.of())).singleElement()
                .satisfies(finding -> {
                    assertThat(finding.problem()).isEqualTo("producers is degraded: " + VENUE);
                    assertThat(finding.fix()).isEqualTo("docs/runbook.md#venueunavailable");
                });
    }

    @Test
    void a_process_that_works_is_no_finding() {
        assertThat(findings(new Health.Up("8 venues"), Optional.empty(), List.of())).isEmpty();
    }

    @Test
    void a_process_that_is_down_or_starting_is_a_finding() {
        assertThat(findings(new Health.Down("closed"), Optional.empty(), List.of())).extracting(Finding::problem)
                .containsExactly("producers is down: closed");
        assertThat(findings(new Health.Starting("waits for the registry"), Optional.empty(), List.of()))
                .extracting(Finding::problem).containsExactly("producers is starting: waits for the registry");
    }

    @Test
    void reasons_that_repeat_an_earlier_finding_are_left_out() {
        Health health = Health.ofReasons(List.of("sink-ledger: PAUSED, 0 of 1 tasks running", VENUE));
        List<Finding> earlier = List.of(new Finding("connector sink-ledger does not run: PAUSED", "", ""));
        assertThat(findings(health, Optional.empty(), earlier)).extracting(Finding::problem)
                .containsExactly("producers is degraded: " + VENUE);
    }

    @Test
    void the_reasons_of_a_process_that_demands_a_token_are_read_with_it() {
        assertThat(findings(Health.degraded(VENUE), Optional.of(TOKEN), List.of())).extracting(Finding::problem)
                .containsExactly("producers is degraded: " + VENUE);
    }

    @Test
    void without_its_token_the_setting_is_named() {
        try (ProcessHttpServer server = server(Health.degraded(VENUE), Optional.of(TOKEN))) {
            assertThat(ask(server.url(), Optional.empty(), List.of())).extracting(Finding::problem)
                    .containsExactly("producers is degraded: its token is needed for the reason: CDA_HTTP_TOKEN");
        }
    }

    @Test
    void a_process_that_does_not_exist_is_named_by_its_address() {
        assertThat(ask("http://127.0.0.1:1", Optional.empty(), List.of())).extracting(Finding::problem)
                .containsExactly("the process at http://127.0.0.1:1 does not report its health: nothing listens at"
                        + " http://127.0.0.1:1/ready");
    }

    @Test
    void the_parts_of_an_instance_are_judged_one_by_one() {
        Map<String, Health> parts = Map.of("producers", Health.degraded(VENUE), "streams", new Health.Up(""));
        try (ProcessHttpServer server = new ProcessHttpServer(HttpConfig.onLoopback(0), "cda",
                () -> Health.merge(parts), () -> parts, () -> "")) {
            assertThat(ask(server.url(), Optional.empty(), List.of())).extracting(Finding::problem)
                    .containsExactly("producers is degraded: " + VENUE);
        }
    }

    private static List<Finding> findings(Health health, Optional<HttpToken> token, List<Finding> earlier) {
        try (ProcessHttpServer server = server(health, token)) {
            return ask(server.url(), token, earlier);
        }
    }

    private static ProcessHttpServer server(Health health, Optional<HttpToken> token) {
        return new ProcessHttpServer(new HttpConfig("127.0.0.1", 0, token), "producers", () -> health, () -> "");
    }

    private static List<Finding> ask(String url, Optional<HttpToken> token, List<Finding> earlier) {
        Installation installation = TestInstallation.of(Path.of("."), true, List.of(url), token, 0);
        try {
            Outcome outcome = new ProcessChecks(installation, TIMEOUT).all().getFirst().question().ask(earlier);
            return outcome instanceof Outcome.Faulty(List<Finding> findings) ? findings : List.of();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
