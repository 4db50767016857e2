package io.cryptodata.producers;

import io.cryptodata.producers.config.ProducersConfig;
import io.cryptodata.service.lifecycle.SetupException;
import io.cryptodata.service.settings.SettingsException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/// Runs the producers by themselves, configured by the environment, until told to stop.
public final class ProducersMain {
    private ProducersMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        ProducersApp app;
        try {
            ProducersConfig config = ProducersConfig.from(System.getenv());
            app = new ProducersApp(config, new SimpleMeterRegistry());
            app.start();
        } catch (SettingsException | SetupException e) {
            System.err.println(e.getMessage());
            System.exit(1);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(app::close, "producers-close"));
        Thread.currentThread().join();
    }
}
