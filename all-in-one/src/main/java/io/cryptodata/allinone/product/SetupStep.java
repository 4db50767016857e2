package io.cryptodata.allinone.product;

import io.cryptodata.allinone.embedded.Part;
import io.cryptodata.service.lifecycle.Health;

import java.util.function.Supplier;

/// Something that is done once while starting, between the parts that run: topics, schemas, tables.
public final class SetupStep implements Part {
    private final String name;
    private final String doing;
    private final Supplier<String> work;
    private volatile String outcome = "not done yet";

    /// @param doing what it is busy with, in one phrase
    /// @param work does it and says what came of it; harmless when repeated
    public SetupStep(String name, String doing, Supplier<String> work) {
        this.name = name;
        this.doing = doing;
        this.work = work;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void start() {
        outcome = work.get();
    }

    @Override
    public void close() {
        // what was set up stays
    }

    @Override
    public Health health() {
        return Health.up();
    }

    @Override
    public String describe() {
        return outcome;
    }

    @Override
    public String doing() {
        return doing;
    }
}
