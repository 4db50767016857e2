package io.cryptodata.allinone.page;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.cryptodata.service.retry.Await;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;

/// A page in a browser before a server whose answers each test decides.
abstract class ScriptedPage {
    static final String BITCOIN = "binance:BTC/USDT";
    static final String MARKET = "/market?market=" + BITCOIN + "&timeframe=1h";
    /// Script: the close of the newest bar that is drawn.
    static final String NEWEST_CLOSE = "document.querySelector('cda-chart')?.data?.bars.at(-1)?.close";

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static HeadlessChromium browser;

    ScriptedServer server;
    Page page;
    private BrowserContext context;
    private final List<String> errors = new ArrayList<>();

    @BeforeAll
    static void start() {
        browser = HeadlessChromium.start();
        setDefaultAssertionTimeout(TIMEOUT.toMillis());
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void open_a_browser() {
        server = SampleAnswers.server();
        context = browser.context(Viewport.DESK);
        page = context.newPage();
        page.onPageError(errors::add);
    }

    @AfterEach
    void no_script_failed() {
        context.close();
        server.close();
        assertThat(errors).isEmpty();
    }

    void open(String address) {
        page.navigate(server.url() + address);
    }

    Object run(String script) {
        return page.evaluate(script);
    }

    static void await(String what, BooleanSupplier condition) {
        assertThat(Await.until(condition, TIMEOUT)).as(what).isTrue();
    }
}
