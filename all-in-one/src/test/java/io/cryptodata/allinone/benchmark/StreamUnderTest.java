package io.cryptodata.allinone.benchmark;

import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.streams.StreamsApp;
import io.cryptodata.streams.config.StreamsConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import java.util.OptionalLong;

/// A stream over `candles.1h` that is started once.
interface StreamUnderTest extends AutoCloseable {
    void start();

    boolean isRunning();

    /// How many candles have no committed result yet.
    OptionalLong lag();

    @Override
    void close();

    /// The stream of the product.
    static StreamUnderTest ofProduct(StreamsConfig config) {
        StreamsApp app = new StreamsApp(config, new SimpleMeterRegistry());
        return new StreamUnderTest() {
            @Override
            public void start() {
                app.start();
            }

            @Override
            public boolean isRunning() {
                return app.health() instanceof Health.Up;
            }

            @Override
            public OptionalLong lag() {
                return app.lag();
            }

            @Override
            public void close() {
                app.close();
            }
        };
    }
}
