package io.cryptodata.producers;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/// Runs the producers by themselves, configured by the environment, until told to stop.
public final class ProducersMain {
    private ProducersMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        ProducersApp app;
        try {
            ProducersConfig config = Settings.read(ProducersConfig.PREFIX, System.getenv(), ProducersConfig::from);
            app = new ProducersApp(config, new SimpleMeterRegistry());
            app.start();
        } catch (ProducersException e) {
            System.err.println(e.getMessage());
            System.exit(1);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(app::close, "producers-close"));
        Thread.currentThread().join();
    }
}
