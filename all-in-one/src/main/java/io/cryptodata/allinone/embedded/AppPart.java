package io.cryptodata.allinone.embedded;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// One of our apps as a part. Each start makes a new app, because a closed one does not have to start again.
public final class AppPart<A extends AutoCloseable> implements Part {

    private static final Logger LOG = LoggerFactory.getLogger(AppPart.class);

    private final String name;
    private final Supplier<A> make;
    private final Consumer<A> start;
    private final Function<A, Health> health;
    private volatile @Nullable A app;

    /// @param make a new app that has not started
    /// @param start starts it and returns when it serves
    public AppPart(String name, Supplier<A> make, Consumer<A> start, Function<A, Health> health) {
        this.name = name;
        this.make = make;
        this.start = start;
        this.health = health;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void start() {
        if (app != null) {
            return;
        }
        A fresh = make.get();
        app = fresh;
        start.accept(fresh);
    }

    @Override
    public Health health() {
        A running = app;
        return running == null ? new Health.Down("it is not started") : health.apply(running);
    }

    @Override
    public void close() {
        A running = app;
        app = null;
        if (running == null) {
            return;
        }
        try {
            running.close();
        } catch (Exception failed) {
            if (failed instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            LOG.warn("the {} did not close cleanly", name, failed);
        }
    }
}
