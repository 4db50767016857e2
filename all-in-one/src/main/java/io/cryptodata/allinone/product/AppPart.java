package io.cryptodata.allinone.product;

import io.cryptodata.allinone.embedded.Part;
import io.cryptodata.service.lifecycle.Health;
import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// One of the product's own services as a part of the run. A service is made anew for every start.
///
/// @param <A> the service's app
public final class AppPart<A extends AutoCloseable> implements Part {
    /// What a service must be able to do to run as a part.
    public interface Life<A> {
        void start(A app);

        Health healthOf(A app);

        String describe(A app);
    }

    private final String name;
    private final Supplier<A> making;
    private final Life<A> life;
    private volatile @Nullable A app;

    public AppPart(String name, Supplier<A> making, Life<A> life) {
        this.name = name;
        this.making = making;
        this.life = life;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void start() {
        A made = making.get();
        app = made;
        life.start(made);
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
        } catch (RuntimeException failed) {
            throw failed;
        } catch (Exception failed) {
            throw new IllegalStateException("the " + name + " did not stop cleanly: " + failed.getMessage(), failed);
        }
    }

    @Override
    public Health health() {
        A running = app;
        return running == null ? new Health.Down("it is not running") : life.healthOf(running);
    }

    @Override
    public String describe() {
        return ask(life::describe).orElse(name);
    }

    /// What `question` says of the running service; empty while none runs.
    public <T> Optional<T> ask(Function<A, T> question) {
        return Optional.ofNullable(app).map(question);
    }
}
