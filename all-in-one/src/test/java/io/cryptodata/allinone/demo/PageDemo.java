package io.cryptodata.allinone.demo;

import io.cryptodata.api.config.ApiConfig;
import io.cryptodata.service.retry.Await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/// A running demo whose page has an operator token, for tests in a browser.
public final class PageDemo implements AutoCloseable {
    /// What the operator enters.
    public static final String TOKEN = "operator-of-the-test";

    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private final DemoRun run;
    private final ProductReader product;
    private final String url;

    private PageDemo(DemoRun run, String url) {
        this.run = run;
        this.product = new ProductReader(run.servers());
        this.url = url;
    }

    /// Starts the seeded market with five days of history, and waits until its rows are in the database.
    ///
    /// @param name of the folder of its state
    public static PageDemo start(String name) throws Exception {
        TestDemo demo = TestDemo.in(name);
        DemoOptions usual = demo.seeded();
        DemoOptions options = new DemoOptions(usual.data(), usual.replay(), usual.once(), usual.speed(),
                usual.historyDays(), usual.seed(), usual.ports(), usual.http(), usual.disk(),
                ApiConfig.from(Map.of("API_OPERATOR_TOKEN", TOKEN)));
        DemoRun run = DemoRun.prepare(options, demo.output::add);
        PageDemo started = new PageDemo(run, "http://127.0.0.1:" + usual.ports().api());
        try {
            run.start();
            started.await("the history of most markets",
                    () -> started.number("SELECT count(*) FROM indicators") > 50_000
                            && started.number("SELECT count(*) FROM completeness WHERE state = 'LIVE'") > 50);
            return started;
        } catch (Exception | AssertionError failed) {
            demo.output.forEach(System.out::println);
            run.close();
            throw failed;
        }
    }

    /// Base URL of the page.
    public String url() {
        return url;
    }

    /// The rows of a query, as text; null is `null`.
    public List<List<String>> rows(String sql) {
        return product.rows(sql);
    }

    /// The number that a query returns.
    public long number(String sql) {
        return Long.parseLong(product.column(sql).getFirst());
    }

    /// Executes a statement as the owner of the tables.
    public void execute(String sql) {
        product.execute(sql);
    }

    /// Waits until a condition holds.
    public void await(String what, Callable<Boolean> condition) {
        boolean holds = Await.until(() -> {
            try {
                return condition.call();
            } catch (Exception e) {
                return false;
            }
        }, TIMEOUT);
        if (!holds) {
            throw new AssertionError("within " + TIMEOUT + " not reached: " + what);
        }
    }

    @Override
    public void close() {
        run.close();
    }
}
