package io.cryptodata.allinone.product;

import io.cryptodata.producers.ProducersApp;
import io.cryptodata.producers.status.ProducersStatus;
import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.lifecycle.Service;

/// The producers as a service.
public final class ProducersService implements Service {
    private final ProducersApp app;
    private volatile Health health = new Health.Starting("not started");

    ProducersService(ProducersApp app) {
        this.app = app;
    }

    @Override
    public String name() {
        return "producers";
    }

    @Override
    public void start() {
        app.start();
        health = Health.up();
    }

    @Override
    public Health health() {
        return health;
    }

    @Override
    public String describe() {
        return "candles, listings and coins";
    }

    /// See [ProducersApp#status()].
    public ProducersStatus status() {
        return app.status();
    }

    /// See [ProducersApp#caughtUp()].
    public boolean caughtUp() {
        return app.caughtUp();
    }

    @Override
    public void close() {
        health = new Health.Down("closed");
        app.close();
    }
}
