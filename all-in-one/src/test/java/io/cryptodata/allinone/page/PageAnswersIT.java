package io.cryptodata.allinone.page;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.cryptodata.allinone.page.ScriptedServer.Answer;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/// The page while answers are refused, late, or about a former question.
class PageAnswersIT extends ScriptedPage {
    private static final String TOKEN = "reader-of-the-test";

    @Test
    void a_token_that_is_entered_loads_what_was_refused() {
        for (String path : List.of("screener", "pipeline")) {
            String usual = SampleAnswers.screener(100, BITCOIN);
            server.on(path, request -> request.token().equals(TOKEN)
                    ? Answer.ok(usual)
                    : Answer.problem(401, "token required", 0));
        }
        open("/screener");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Enter a token")).click();
        page.getByLabel("Read token").fill(TOKEN);
        page.keyboard().press("Enter");
        assertThat(page.getByTitle(BITCOIN)).isVisible();
        await("the stream with the token", () -> server.requests("stream").stream()
                .anyMatch(request -> request.token().equals(TOKEN)));
    }

    @Test
    void the_history_of_actions_is_read_with_the_read_token() {
        open("/");
        assertThat(page.getByText("No action so far")).isVisible();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Tokens")).click();
        page.getByLabel("Read token").fill(TOKEN);
        page.keyboard().press("Enter");
        await("a request with the token", () -> server.requests("operator/actions").getLast().token().equals(TOKEN));
    }

    @Test
    void a_busy_server_is_asked_again_without_a_click_but_not_before_it_permits() {
        page.clock().install();
        AtomicBoolean isBusy = new AtomicBoolean(true);
        server.on("screener", request -> isBusy.get()
                ? Answer.problem(503, "busy", 20)
                : Answer.ok(SampleAnswers.screener(100, BITCOIN)));
        open("/screener");
        assertThat(page.getByText("busy of the test")).isVisible();
        isBusy.set(false);
        page.clock().runFor(15_000);
        int early = server.requests("screener").size();
        page.clock().runFor(10_000);
        assertThat(page.getByTitle(BITCOIN)).isVisible();
        assertThat(early).isEqualTo(1);
    }

    @Test
    void rows_of_another_question_do_not_stay_beside_an_error() {
        server.on("screener", request -> request.has("timeframe=4h")
                ? Answer.problem(400, "invalid", 0)
                : Answer.ok(SampleAnswers.screener(100, BITCOIN)));
        open("/screener?timeframe=1h");
        assertThat(page.getByTitle(BITCOIN)).isVisible();
        page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Timeframe")).getByText("4h").click();
        assertThat(page.getByText("invalid of the test")).isVisible();
        assertThat(page.getByTitle(BITCOIN)).isHidden();
    }

    @Test
    void an_answer_to_a_former_question_is_not_shown() {
        CompletableFuture<String> late = new CompletableFuture<>();
        server.on("screener", request -> Answer.ok(request.has("timeframe=1h")
                ? late.join()
                : SampleAnswers.screener(200, BITCOIN)));
        open("/screener?timeframe=1h");
        await("the first request", () -> !server.requests("screener").isEmpty());
        page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Timeframe")).getByText("4h").click();
        Locator row = page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText("BTC/USDT"));
        assertThat(row).containsText("200.00");
        late.complete(SampleAnswers.screener(100, BITCOIN));
        run("new Promise(requestAnimationFrame)");
        assertThat(row).containsText("200.00");
    }

    @Test
    void enter_picks_from_the_answer_to_what_was_typed() {
        CompletableFuture<String> late = new CompletableFuture<>();
        server.on("markets", request -> Answer.ok(request.has("q=ETH")
                ? late.join()
                : SampleAnswers.markets(BITCOIN)));
        open("/");
        Locator field = page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Find a market"));
        field.click();
        assertThat(page.getByRole(AriaRole.OPTION)).hasCount(1);
        field.pressSequentially("ETH");
        field.press("Enter");
        await("the search", () -> server.requests("markets").stream().anyMatch(request -> request.has("q=ETH")));
        late.complete(SampleAnswers.markets("okx:ETH/USDT"));
        assertThat(page).hasURL(Pattern.compile("market=okx:ETH/USDT"));
    }

    @Test
    void without_any_market_the_chart_waits_for_one() {
        page.clock().install();
        server.on("markets", SampleAnswers.markets());
        open("/market");
        assertThat(page.getByText("No market is tracked yet")).isVisible();
        server.on("markets", request -> Answer.ok(
                request.has("base=BTC") ? SampleAnswers.markets() : SampleAnswers.markets("okx:ETH/USDT")));
        page.clock().runFor(11_000);
        assertThat(page).hasURL(Pattern.compile("market=okx:ETH/USDT"));
    }
}
