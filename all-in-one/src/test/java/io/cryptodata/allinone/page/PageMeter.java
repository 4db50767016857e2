package io.cryptodata.allinone.page;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;

import java.time.Duration;
import java.util.List;

/// What the browser measures about one page.
///
/// @param page opened in a context of [#observed]
record PageMeter(Page page) {
    private static final String OBSERVER = """
            window.measuredTasks = [];
            new PerformanceObserver(list => list.getEntries().forEach(task => {
                window.measuredTasks.push(Math.round(task.duration));
                if (window.measuredTasks.length > 1000) window.measuredTasks.shift();
            })).observe({type: 'longtask', buffered: true});
            """;

    /// Records the tasks of all pages that the context opens from now on.
    static BrowserContext observed(BrowserContext context) {
        context.addInitScript(OBSERVER);
        return context;
    }

    /// Opens an address.
    ///
    /// @param content selects what the first view consists of
    /// @return from the start of the navigation until the content is visible
    Duration firstView(String address, String content) {
        page.navigate(address);
        page.locator(content).first().waitFor();
        return Duration.ofMillis(((Number) page.evaluate("Math.round(performance.now())")).longValue());
    }

    /// Durations in milliseconds of the main thread's tasks above 50 ms since the last call; the newest 1,000.
    List<Integer> longTasks() {
        List<?> tasks = (List<?>) page.evaluate("window.measuredTasks.splice(0)");
        return tasks.stream().map(task -> ((Number) task).intValue()).toList();
    }

    /// Bytes of JavaScript objects after a garbage collection.
    long heap() {
        CDPSession session = page.context().newCDPSession(page);
        try {
            session.send("HeapProfiler.collectGarbage");
            JsonObject usage = session.send("Runtime.getHeapUsage");
            return usage.get("usedSize").getAsLong();
        } finally {
            session.detach();
        }
    }
}
