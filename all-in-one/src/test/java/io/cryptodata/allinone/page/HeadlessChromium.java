package io.cryptodata.allinone.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import org.opentest4j.TestAbortedException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Debian's Chromium without a window. Everything that comes from one instance is used by one thread.
final class HeadlessChromium implements AutoCloseable {
    /// For steps and for assertions, which repeat until they hold.
    private static final Duration TIMEOUT = Duration.ofSeconds(90);
    private static final List<String> ARGUMENTS = List.of("--disable-gpu", "--disable-quic",
            "--force-color-profile=srgb",
            "--font-render-hinting=none");
    /// The driver has no browser of its own to download.
    private static final Map<String, String> ENVIRONMENT = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");

    private final Playwright driver;
    private final Browser browser;

    private HeadlessChromium(Playwright driver, Browser browser) {
        this.driver = driver;
        this.browser = browser;
    }

    /// @throws TestAbortedException where Chromium is not installed
    static HeadlessChromium start() {
        Path program = program().orElseThrow(() -> {
            String reason = "Chromium is not installed: infra/test/install-chromium installs it";
            System.out.println("skipped: " + reason);
            return new TestAbortedException(reason);
        });
        Playwright driver = Playwright.create(new Playwright.CreateOptions().setEnv(ENVIRONMENT));
        PlaywrightAssertions.setDefaultAssertionTimeout(TIMEOUT.toMillis());
        try {
            return new HeadlessChromium(driver, driver.chromium().launch(new BrowserType.LaunchOptions()
                    .setExecutablePath(program).setChromiumSandbox(false).setArgs(ARGUMENTS)));
        } catch (RuntimeException failed) {
            driver.close();
            throw failed;
        }
    }

    private static Optional<Path> program() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome").map(Path::of)
                .filter(Files::isExecutable).findFirst();
    }

    /// A browser without cookies, storage or cache. Its clock is in UTC, and it asks for English.
    BrowserContext context(Viewport viewport) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(viewport.width(), viewport.height()).setColorScheme(viewport.colours())
                .setTimezoneId("UTC").setLocale("en-GB").setAcceptDownloads(true)
                .setPermissions(List.of("clipboard-read", "clipboard-write")));
        context.setDefaultTimeout(TIMEOUT.toMillis());
        return context;
    }

    @Override
    public void close() {
        browser.close();
        driver.close();
    }
}
