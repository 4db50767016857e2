package io.cryptodata.allinone.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Keeps pages of a running instance open, and prints once a minute their memory, their longest task and what the server
/// uses. Arguments as `name=value`: `url` (of the page), `pages`, `minutes`, `pid` (of the server, 0 for none). The command is
/// in docs/performance.md.
public final class OpenPagesMain {
    private static final List<String> VIEWS = List.of("/", "/market", "/screener", "/universe");
    private static final long MEBIBYTE = 1 << 20;
    private static final int LONGEST_TASK = 100;
    /// what a page may keep beyond its second minute, when its caches are filled
    private static final double GROWTH = 1.25;

    private final List<PageMeter> pages = new ArrayList<>();
    private final long pid;

    private OpenPagesMain(long pid) {
        this.pid = pid;
    }

    /// Exits with status 0 only if every page is alive in the end, and none grew by more than a quarter after its second minute.
    public static void main(String[] arguments) throws IOException {
        RunOptions options = RunOptions.of(arguments);
        boolean held;
        try (HeadlessChromium browser = HeadlessChromium.start()) {
            OpenPagesMain run = new OpenPagesMain(options.number("pid", 0));
            run.open(browser, options.text("url", "http://127.0.0.1:5556"), options.number("pages", 50));
            held = run.watch(options.number("minutes", 10));
        }
        System.exit(held ? 0 : 1);
    }

    /// Each in a browser of its own: one opens six connections to a host, and a page with live rows keeps one of them.
    private void open(HeadlessChromium browser, String url, int count) {
        List<Long> views = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            PageMeter meter = new PageMeter(PageMeter.observed(browser.context(Viewport.DESK)).newPage());
            views.add(meter.firstView(url + VIEWS.get(i % VIEWS.size()), "main").toMillis());
            pages.add(meter);
        }
        views.sort(null);
        System.out.printf("%d pages open, first view median %d ms, last %d ms%n", count, views.get(views.size() / 2),
                views.getLast());
    }

    private boolean watch(int minutes) throws IOException {
        long settled = Long.MAX_VALUE;
        long last = 0;
        int longest = 0;
        for (int minute = 1; minute <= minutes; minute++) {
            pages.getFirst().page().waitForTimeout(Duration.ofMinutes(1).toMillis());
            List<Long> heaps = pages.stream().map(PageMeter::heap).sorted().toList();
            List<Integer> tasks = pages.stream().map(PageMeter::longTasks).flatMap(List::stream).sorted().toList();
            int longestNow = tasks.isEmpty() ? 0 : tasks.getLast();
            last = heaps.stream().mapToLong(Long::longValue).sum();
            if (minute == 2) {
                settled = last;
            }
            longest = minute > 1 ? Math.max(longest, longestNow) : longest;
            System.out.printf(
                    "minute %d: heap per page median %.1f MB, largest %.1f MB; %d tasks above 50 ms, longest %d ms%s%n",
                    minute, heaps.get(heaps.size() / 2) / (double) MEBIBYTE, heaps.getLast() / (double) MEBIBYTE,
                    tasks.size(), longestNow, server());
        }
        long alive = pages.stream().filter(page -> page.page().locator("main").isVisible()).count();
        double growth = settled == Long.MAX_VALUE ? 1 : last / (double) settled;
        System.out.printf("pages=%d alive=%d growth=%.2f (bound %.2f) longest_task_ms=%d (bound %d)%n", pages.size(),
                alive,
                growth, GROWTH, longest, LONGEST_TASK);
        return alive == pages.size() && growth <= GROWTH;
    }

    private String server() throws IOException {
        if (pid == 0) {
            return "";
        }
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            String resident = lines.filter(line -> line.startsWith("VmRSS:")).findFirst().orElse("VmRSS: ?");
            long processor = ProcessHandle.of(pid).flatMap(process -> process.info().totalCpuDuration())
                    .orElse(Duration.ZERO).toSeconds();
            return "; server " + resident.replaceAll("\\s+", " ") + ", " + processor + " s of processor time";
        }
    }
}
