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
import static io.cryptodata.allinone.page.SampleAnswers.HOUR;
import static io.cryptodata.allinone.page.SampleAnswers.NEWEST;
import static org.assertj.core.api.Assertions.assertThat;

/// The live stream beside the history, and what the chart and the address make of both.
class PageStreamIT extends ScriptedPage {
    @Test
    void bars_that_closed_before_the_stream_was_open_are_loaded() {
        open(MARKET);
        page.waitForFunction(NEWEST_CLOSE + " > 0");
        server.on("bars", request -> Answer.ok(SampleAnswers.bars(List.of(
                SampleAnswers.bar(NEWEST.plus(HOUR), 123, true, 0)))));
        page.waitForFunction(NEWEST_CLOSE + " === 123");
        assertThat(server.requests("bars")).anyMatch(request -> request.has("order=asc"));
    }

    @Test
    void bars_that_closed_while_older_ones_were_loaded_are_loaded_after_a_reconnection() {
        CompletableFuture<String> older = new CompletableFuture<>();
        AtomicBoolean isMore = new AtomicBoolean();
        server.on("bars", request -> {
            if (request.has("limit=2000") && request.has("to=")) {
                return Answer.ok(older.join());
            }
            return Answer.ok(isMore.get()
                    ? SampleAnswers.bars(SampleAnswers.hours(NEWEST.plus(HOUR.multipliedBy(3)), 4))
                    : SampleAnswers.bars(SampleAnswers.hours(NEWEST, 600)));
        });
        open(MARKET);
        page.waitForFunction(NEWEST_CLOSE + " > 0");
        page.locator(".chart-surface").focus();
        page.keyboard().press("Home");
        await("older bars are requested", () -> server.requests("bars").stream()
                .anyMatch(request -> request.has("limit=2000") && request.has("to=")));
        isMore.set(true);
        server.endStreams();
        await("the stream is open again", () -> server.requests("stream").size() > 1);
        older.complete(SampleAnswers.bars(List.of()));
        page.waitForFunction("newest => document.querySelector('cda-chart')?.bars.last === newest",
                (double) NEWEST.plus(HOUR.multipliedBy(3)).toEpochMilli());
    }

    @Test
    void a_closed_bar_is_not_replaced_by_an_earlier_answer_of_the_bar_in_progress() {
        open(MARKET);
        assertThat(
                run("""
                        async () => {
                            const { Bars } = await import('/chart/bars.js');
                            const bars = new Bars('4h');
                            const row = (closed, close, last_id) => ({ timestamp: '2026-03-02T08:00:00Z', closed, close, last_id, revision: null });
                            bars.merge([row(false, 2, '20')]);
                            bars.merge([row(false, 1, '9')]);
                            const later = bars.columns.close[0];
                            bars.merge([row(true, 3, '30')]);
                            bars.merge([row(false, 2, '20')]);
                            bars.mergeIndicators({ ...row(false, 2, '20'), rsi14: 1 });
                            return [later, bars.columns.close[0], bars.columns.rsi14[0]];
                        }"""))
                .hasToString("[2, 3, null]");
    }

    @Test
    void a_feed_that_is_closed_while_it_loads_sets_no_timer() {
        open("/");
        assertThat(
                run("""
                        async () => {
                            const { BarFeed } = await import('/views/market/feed.js');
                            const feed = new BarFeed('binance:BTC/USDT', '1h', () => undefined);
                            await feed.load(null, null);
                            const loading = feed.loadNewer().catch(() => undefined);
                            feed.receive('candle', { market: 'binance:BTC/USDT', timeframe: '1h', timestamp: '2026-03-02T13:00:00Z', closed: false, close: 1, last_id: '1' });
                            feed.close();
                            await loading;
                            let timers = 0;
                            const real = window.setTimeout;
                            window.setTimeout = (...all) => { timers += String(all[0]).includes('loadNewer'); return real(...all); };
                            feed.catchUp();
                            await new Promise(resolve => real(resolve, 50));
                            window.setTimeout = real;
                            return timers;
                        }"""))
                .isEqualTo(0);
    }

    @Test
    void the_screener_follows_bars_that_close() {
        open("/screener");
        Locator row = page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText("okx"));
        assertThat(row).containsText("100.00");
        await("the stream", () -> server.openStreams() == 1);
        server.on("screener", SampleAnswers.screener(321, BITCOIN, "okx:ETH/USDT"));
        server.send("indicator", SampleAnswers.indicatorEvent("okx:ETH/USDT", NEWEST.plus(HOUR), 321));
        assertThat(row).containsText("321.00");
        assertThat(server.requests("stream").getLast().query()).contains("timeframe=1h").contains("kind=indicators");
    }

    @Test
    void a_tab_opened_in_the_background_takes_no_connection_until_it_is_seen() {
        page.addInitScript("""
                Object.defineProperty(document, 'hidden', { configurable: true, get: () => !window.isSeen });""");
        open(MARKET);
        page.waitForFunction(NEWEST_CLOSE + " > 0");
        run("window.dispatchEvent(new Event('online'))");
        assertThat(page.getByTitle(Pattern.compile("^Connection:"))).containsText("Paused");
        assertThat(server.requests("stream")).isEmpty();
        run("window.isSeen = true; document.dispatchEvent(new Event('visibilitychange'))");
        assertThat(page.getByTitle(Pattern.compile("^Connection:"))).containsText("Live");
    }

    @Test
    void views_that_are_left_leave_neither_streams_nor_charts() {
        open(MARKET);
        for (int round = 0; round < 5; round++) {
            for (String view : List.of("Screener", "Market", "Universe", "Market", "Pipeline", "Market")) {
                page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Views"))
                        .getByText(view, new Locator.GetByTextOptions().setExact(true)).click();
            }
        }
        page.waitForFunction(NEWEST_CLOSE + " > 0");
        await("one stream", () -> server.openStreams() == 1);
        assertThat(run("document.querySelectorAll('cda-chart').length")).isEqualTo(1);
    }

    @Test
    void prices_of_any_size_have_distinct_labels() {
        open("/");
        assertThat(
                run("""
                        async () => {
                            const { pricePane } = await import('/chart/kinds.js');
                            const { priceSplits } = await import('/chart/axes.js');
                            const { priceDigits } = await import('/lib/format.js');
                            return [1.2e-13, 1.2e-7, 0.00043, 0.97, 64000, 1.2e9].map(close => {
                                const pane = pricePane({ compared: [], overlays: [], digits: priceDigits(close), bars: { times: [], row: () => null } });
                                const splits = priceSplits(close * 0.98, close * 1.02, 400, false);
                                return splits.length > 3 && new Set(pane.labels(splits)).size === splits.length;
                            });
                        }"""))
                .hasToString("[true, true, true, true, true, true]");
    }

    @Test
    void a_press_that_ends_elsewhere_does_not_drag_the_chart() {
        open(MARKET);
        page.waitForFunction(NEWEST_CLOSE + " > 0");
        page.waitForFunction("document.querySelector('cda-chart').data.bars.length > 10");
        page.mouse().move(700, 400);
        page.mouse().down();
        run("document.querySelector('.chart-surface').addEventListener('pointerup', event => event.stopImmediatePropagation(), { capture: true, once: true })");
        page.mouse().up();
        Object before = run("document.querySelector('cda-chart').view.min");
        page.mouse().move(400, 400);
        assertThat(run("document.querySelector('cda-chart').view.min")).isEqualTo(before);
    }

    @Test
    void back_returns_to_the_range_before() {
        open(MARKET + "&from=2026-03-01T00:00Z&to=2026-03-02T00:00Z");
        String from = "new Date(document.querySelector('cda-chart')?.view?.min ?? 0).toISOString().slice(0, 13)";
        page.waitForFunction(from + " === '2026-02-28T23'");
        page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Range")).getByText("1W").click();
        page.waitForFunction(from + " === '2026-02-23T11'");
        page.goBack();
        page.waitForFunction(from + " === '2026-02-28T23'");
    }

    @Test
    void a_range_chosen_while_bars_are_loaded_is_shown() {
        CompletableFuture<Boolean> loaded = new CompletableFuture<>();
        server.on("bars", request -> {
            loaded.join();
            return Answer.ok(SampleAnswers.bars(SampleAnswers.hours(NEWEST, 300)));
        });
        open(MARKET);
        await("the bars are requested", () -> !server.requests("bars").isEmpty());
        page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Range")).getByText("1W").click();
        loaded.complete(true);
        page.waitForFunction(
                "new Date(document.querySelector('cda-chart')?.view?.min ?? 0).toISOString().startsWith('2026-02-23T11')");
        assertThat(page).hasURL(Pattern.compile("from=2026-02-23T"));
    }
}
