package io.cryptodata.allinone.product;

import io.cryptodata.allinone.embedded.Part;
import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.lifecycle.Service;
import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.function.Supplier;

/// A service as a part of the run. Every start creates a new instance.
///
/// @param <S> the type of the service
public final class ServicePart<S extends Service> implements Part {
    private final String name;
    private final Supplier<S> create;
    private final Runnable afterClose;
    private volatile @Nullable S running;

    /// @param create called at every start
    /// @param afterClose called after an instance was closed
    public ServicePart(String name, Supplier<S> create, Runnable afterClose) {
        this.name = name;
        this.create = create;
        this.afterClose = afterClose;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void start() {
        S created = create.get();
        running = created;
        created.start();
    }

    @Override
    public void close() {
        S closing = running;
        running = null;
        if (closing != null) {
            closing.close();
            afterClose.run();
        }
    }

    @Override
    public Health health() {
        return service().map(Service::health).orElseGet(() -> new Health.Down("not running"));
    }

    @Override
    public String describe() {
        return service().map(Service::describe).orElse(name);
    }

    @Override
    public String activity() {
        return health() instanceof Health.Starting(String reason) ? reason : Part.super.activity();
    }

    /// The current instance; empty while none runs.
    public Optional<S> service() {
        return Optional.ofNullable(running);
    }
}
