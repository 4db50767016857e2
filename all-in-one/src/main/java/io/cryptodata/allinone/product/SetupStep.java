package io.cryptodata.allinone.product;

import io.cryptodata.allinone.embedded.Part;
import io.cryptodata.service.lifecycle.Health;

import java.util.function.Supplier;

/// Work that is done once at the start, between the parts that run: topics, schemas, tables.
public final class SetupStep implements Part {
    private final String name;
    private final String activity;
    private final Supplier<String> work;
    private volatile String result = "not done yet";

    /// @param activity what the step does, in one phrase
    /// @param work does it and returns its result in one phrase; harmless when repeated
    public SetupStep(String name, String activity, Supplier<String> work) {
        this.name = name;
        this.activity = activity;
        this.work = work;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void start() {
        result = work.get();
    }

    @Override
    public void close() {
        // topics, schemas and tables stay
    }

    @Override
    public Health health() {
        return Health.up();
    }

    @Override
    public String describe() {
        return result;
    }

    @Override
    public String activity() {
        return activity;
    }
}
