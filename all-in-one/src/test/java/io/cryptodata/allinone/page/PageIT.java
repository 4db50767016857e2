package io.cryptodata.allinone.page;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.cryptodata.allinone.demo.PageDemo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// What a person does with the page, by clicks and keys, while the demo runs.
class PageIT {
    private static final String MARKET = "binance:ETH/USDT";
    private static final long HOUR = 3_600_000;
    private static final String OPERATOR = "Ada";
    /// Script: open time of the newest bar of the chart in milliseconds, NaN before there is one.
    private static final String NEWEST_DRAWN = "Date.parse(document.querySelector('cda-chart')?.data?.bars.at(-1)"
            + "?.timestamp)";
    private static final List<String> DRAWN = List.of("open", "high", "low", "close", "volume", "ema10", "bbu202",
            "st73",
            "rsi14", "volume_usd");

    private static HeadlessChromium browser;
    private static PageDemo demo;

    private BrowserContext context;
    private Page page;
    /// the address under which the page is opened
    private String own = "";
    private final List<String> elsewhere = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        browser = HeadlessChromium.start();
        demo = PageDemo.start("page");
    }

    @AfterAll
    static void stop() {
        if (demo != null) {
            demo.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void open_a_browser() {
        own = demo.url();
        context = browser.context(Viewport.DESK);
        page = context.newPage();
        page.onRequest(request -> {
            if (!request.url().startsWith(own) && !request.url().startsWith("data:")
                    && !request.url().startsWith("blob:")) {
                elsewhere.add(request.url());
            }
        });
        page.onPageError(errors::add);
    }

    @AfterEach
    void nothing_was_loaded_from_elsewhere_and_no_script_failed() {
        context.close();
        assertThat(elsewhere).isEmpty();
        assertThat(errors).isEmpty();
    }

    @Test
    void a_market_is_found_by_keys_and_its_drawn_values_are_those_of_sql() {
        page.navigate(demo.url() + "/");
        assertThat(page.getByRole(AriaRole.HEADING).first()).isVisible();
        page.keyboard().press("/");
        page.keyboard().type("ETH/USDT");
        Locator found = page.getByRole(AriaRole.OPTION).filter(new Locator.FilterOptions().setHasText("binance"))
                .first();
        assertThat(found).isVisible();
        found.click();
        assertThat(page).hasURL(Pattern.compile("/market\\?market=binance:ETH/USDT"));
        page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Timeframe")).getByText("4h").click();
        assertThat(page).hasURL(Pattern.compile("timeframe=4h"));
        page.waitForFunction("() => document.querySelector('cda-chart')?.data?.timeframe === '4h'"
                + " && document.querySelector('cda-chart').data.bars.filter(bar => bar.closed).length > 20");
        assertDrawnValues();
        Picture.take(page, "market-4h", Viewport.DESK);
    }

    /// Ten columns of ten closed bars.
    private void assertDrawnValues() {
        @SuppressWarnings("unchecked")
        List<Map<String, Object>> bars = (List<Map<String, Object>>) page.evaluate(
                "() => document.querySelector('cda-chart').data.bars.filter(bar => bar.closed).slice(-12, -2)");
        assertThat(bars).hasSize(10);
        for (Map<String, Object> bar : bars) {
            List<String> stored = demo.rows("""
                    SELECT %s FROM h4_data c JOIN indicators i ON i.last_id = c.last_id AND i.timeframe = '4h'
                     WHERE c.exchange || ':' || c.asset = '%s' AND c.timestamp = '%s'"""
                    .formatted(String.join(", ", DRAWN), MARKET, bar.get("timestamp"))).getFirst();
            for (int i = 0; i < DRAWN.size(); i++) {
                Object drawn = bar.get(DRAWN.get(i));
                String what = DRAWN.get(i) + " of " + bar.get("timestamp");
                if (drawn == null) {
                    assertThat(stored.get(i)).as(what).isEqualTo("null");
                } else {
                    double expected = Double.parseDouble(stored.get(i));
                    assertThat(((Number) drawn).doubleValue()).as(what).isCloseTo(expected,
                            within(Math.abs(expected) * 1e-14));
                }
            }
        }
    }

    @Test
    void an_operator_pauses_a_venue_and_resumes_it() {
        enterToken();
        act("Pause: okx");
        Locator okx = page.getByRole(AriaRole.GRID, new Page.GetByRoleOptions().setName("Sources"))
                .getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText("okx"));
        assertThat(okx).containsText(Pattern.compile("paused", Pattern.CASE_INSENSITIVE));
        Picture.take(page, "pipeline-paused-venue", Viewport.DESK);
        demo.await("the record of the pause", () -> !demo.rows("""
                SELECT 1 FROM logs WHERE process = 'operator.pause' AND detail LIKE '%Ada%' AND detail LIKE '%okx%'""")
                .isEmpty());
        act("Resume: okx");
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Pause: okx").setExact(true)))
                .isVisible();
    }

    @Test
    void a_broken_connector_turns_red_and_recovers_with_a_restart() {
        enterToken();
        Locator connector = page.locator("#connectors li")
                .filter(new Locator.FilterOptions().setHasText("sink-task-runs"));
        assertThat(connector).containsText(Pattern.compile("running", Pattern.CASE_INSENSITIVE));
        demo.execute("ALTER TABLE logs RENAME TO logs_aside");
        try {
            assertThat(connector).containsText(Pattern.compile("failed", Pattern.CASE_INSENSITIVE));
            Picture.take(page, "pipeline-broken-connector", Viewport.DESK);
        } finally {
            demo.execute("ALTER TABLE logs_aside RENAME TO logs");
        }
        act("Restart: sink-task-runs");
        assertThat(connector).containsText(Pattern.compile("running", Pattern.CASE_INSENSITIVE));
    }

    @Test
    void an_override_is_edited_in_place_and_the_universe_follows() {
        enterToken();
        page.navigate(demo.url() + "/universe?q=DOGE/USDT&exchange=binance");
        Locator row = page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText("DOGE/USDT")).first();
        row.click();
        Locator form = page.getByRole(AriaRole.FORM, new Page.GetByRoleOptions().setName("Declaration"));
        form.getByText("Do not track").click();
        form.getByLabel("Note").fill("a test");
        form.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Write the row")).click();
        assertThat(page.getByRole(AriaRole.DIALOG).getByText("not tracked")).isVisible();
        assertThat(demo
                .rows("SELECT track, note FROM asset_declaration WHERE asset = 'DOGE/USDT' AND exchange = 'binance'"))
                .containsExactly(List.of("f", "a test"));
        Picture.take(page, "universe-override", Viewport.DESK);
        page.getByRole(AriaRole.FORM, new Page.GetByRoleOptions().setName("Declaration"))
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Delete the row")).click();
        demo.await("the rules decide again", () -> demo.rows(
                "SELECT 1 FROM universe WHERE asset = 'DOGE/USDT' AND exchange = 'binance' AND tracked").size() == 1);
    }

    @Test
    void the_connection_is_lost_and_comes_back_without_a_missing_bar() {
        try (CuttableLine line = new CuttableLine(URI.create(demo.url()).getPort())) {
            own = line.url();
            page.navigate(line.url() + "/market?market=" + MARKET + "&timeframe=1h");
            Locator connection = page.getByTitle(Pattern.compile("^Connection:"));
            assertThat(connection).containsText("Live");
            awaitDrawn(HOUR);
            long before = newestDrawn();
            line.cut();
            assertThat(connection).containsText(Pattern.compile("Offline|Reconnecting"));
            Picture.take(page, "market-offline", Viewport.DESK);
            demo.await("hours that close meanwhile", () -> newestStored() >= before + 3 * HOUR);
            line.reconnect();
            assertThat(connection).containsText("Live");
            awaitDrawn(before + 3 * HOUR);
            List<?> steps = (List<?>) page.evaluate(
                    """
                            () => { const bars = document.querySelector('cda-chart').data.bars.slice(-20).map(bar => Date.parse(bar.timestamp));
                                    return bars.slice(1).map((time, i) => time - bars[i]); }""");
            assertThat(steps).allSatisfy(step -> assertThat(((Number) step).longValue()).isEqualTo(HOUR));
        }
    }

    private static long newestStored() {
        return demo.number("SELECT extract(epoch FROM max(timestamp))::bigint * 1000 FROM h1_data"
                + " WHERE exchange || ':' || asset = '" + MARKET + "'");
    }

    @Test
    void every_view_is_accessible_and_fits_every_window() {
        for (View view : View.all(MARKET)) {
            for (Viewport viewport : List.of(Viewport.DESK, Viewport.DESK.light(), Viewport.PHONE,
                    Viewport.PHONE.light(),
                    Viewport.WALL)) {
                try (BrowserContext other = browser.context(viewport); Page opened = other.newPage()) {
                    view.open(opened, demo.url());
                    Picture.take(opened, view.name(), viewport);
                    assertThat(View.overflow(opened)).as("%s in %s", view.name(), viewport.label()).isZero();
                    assertThat(View.accessibilityProblems(opened)).as("%s in %s", view.name(), viewport.label())
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void the_screener_filters_sorts_and_exports_what_it_shows() throws IOException {
        page.navigate(demo.url() + "/screener?timeframe=1h&filter=close<1000&sort=-market&exchange=binance");
        Locator rows = page.locator("tbody tr[aria-rowindex] .screener-market");
        rows.first().waitFor();
        List<String> shown = rows.all().stream().map(row -> row.getAttribute("title")).toList();
        assertThat(shown).hasSizeGreaterThan(5).isSortedAccordingTo(Comparator.reverseOrder())
                .doesNotContain("binance:BTC/USDT");
        assertThat(exported()).containsExactlyElementsOf(shown);
    }

    /// The markets of the file, each with a price below 1,000.
    private List<String> exported() throws IOException {
        Download download = page.waitForDownload(() -> page
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("CSV")).click());
        List<String> lines = Files.readAllLines(download.path());
        List<String> header = List.of(lines.getFirst().split(","));
        int close = header.indexOf("close");
        assertThat(lines).hasSizeGreaterThan(2);
        assertThat(lines.stream().skip(1).map(line -> Double.parseDouble(line.split(",", -1)[close])))
                .allMatch(value -> value < 1000);
        return lines.stream().skip(1).map(line -> line.split(",", -1)[header.indexOf("market")]).toList();
    }

    private long newestDrawn() {
        return ((Number) page.evaluate("() => " + NEWEST_DRAWN)).longValue();
    }

    private void awaitDrawn(long least) {
        page.waitForFunction("least => " + NEWEST_DRAWN + " >= least", (double) least);
    }

    private void enterToken() {
        page.navigate(demo.url() + "/");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Tokens")).click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByLabel("Operator token").fill(PageDemo.TOKEN);
        dialog.getByLabel("Your name").fill(OPERATOR);
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Save")).click();
    }

    /// Presses the button of an action, confirms it, and closes the dialog.
    private void act(String button) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true)).first().click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByLabel("Reason").fill("a test");
        page.keyboard().press("Enter");
        Locator close = dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Close")).last();
        assertThat(dialog.getByText("Recorded under " + OPERATOR)).isVisible();
        close.click();
    }
}
