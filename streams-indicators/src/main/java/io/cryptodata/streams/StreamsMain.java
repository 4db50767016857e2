package io.cryptodata.streams;

import io.cryptodata.service.lifecycle.SetupException;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the stream by itself, configured by the environment, until it is told to stop or fails for good.
public final class StreamsMain {
    private static final Logger LOG = LoggerFactory.getLogger(StreamsMain.class);
    private static final int FAILED = 1;
    private static final long LOOK_EVERY_MS = 1000;

    private StreamsMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.exit(run());
    }

    private static int run() throws InterruptedException {
        try (StreamsApp app = started()) {
            Runtime.getRuntime().addShutdownHook(new Thread(app::close, "streams-close"));
            while (app.state() != StreamsApp.State.FAILED) {
                Thread.sleep(LOOK_EVERY_MS);
            }
            System.err.println(app.trouble().orElse("the stream stopped; its log says why"));
            return FAILED;
        } catch (IllegalArgumentException | SetupException e) {
            System.err.println(e.getMessage());
            return FAILED;
        }
    }

    private static StreamsApp started() {
        StreamsConfig config = StreamsConfig.from(System.getenv());
        LOG.info("starting with {}", config);
        StreamsApp app = new StreamsApp(config, new SimpleMeterRegistry());
        try {
            app.start();
            return app;
        } catch (RuntimeException e) {
            app.close();
            throw e;
        }
    }
}
