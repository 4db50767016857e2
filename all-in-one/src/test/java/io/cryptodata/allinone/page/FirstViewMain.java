package io.cryptodata.allinone.page;

import com.microsoft.playwright.BrowserContext;

import java.util.ArrayList;
import java.util.List;

/// Measures how soon each view of a running instance is there in a browser that has nothing in its cache: from the start of
/// the navigation until its rows or bars are visible. Arguments as `name=value`: `url`, `market`, `runs`, `only` (a view). The
/// command is in docs/performance.md.
public final class FirstViewMain {
    private static final int BOUND = 1000;

    private FirstViewMain() {}

    /// Exits with status 0 only if the median of every view is within a second.
    public static void main(String[] arguments) {
        RunOptions options = RunOptions.of(arguments);
        boolean within = true;
        try (HeadlessChromium browser = HeadlessChromium.start()) {
            for (View view : View.all(options.text("market", "binance:BTC/USDT"))) {
                if (view.name().contains(options.text("only", ""))) {
                    within &= measure(browser, view, options.text("url", "http://127.0.0.1:5556"),
                            options.number("runs", 10));
                }
            }
        }
        System.exit(within ? 0 : 1);
    }

    private static boolean measure(HeadlessChromium browser, View view, String url, int runs) {
        List<Long> millis = new ArrayList<>();
        List<Integer> tasks = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            try (BrowserContext context = PageMeter.observed(browser.context(Viewport.DESK))) {
                PageMeter meter = new PageMeter(context.newPage());
                millis.add(meter.firstView(url + view.address(), view.content()).toMillis());
                tasks.addAll(meter.longTasks());
            }
        }
        millis.sort(null);
        long median = millis.get(millis.size() / 2);
        System.out.printf("%s: median %d ms, largest %d ms (bound %d); longest task %d ms%n", view.name(), median,
                millis.getLast(), BOUND, tasks.stream().mapToInt(Integer::intValue).max().orElse(0));
        return median <= BOUND;
    }
}
