package io.cryptodata.service.lifecycle;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Runs one service as a process: starts it, waits for SIGTERM or Ctrl-C, and closes it before the process exits. A
/// service that fails to start or goes down ends the run with a failure status and one sentence.
public final class ServiceRunner {
    public static final int OK = 0;
    public static final int FAILED = 1;

    private static final Logger LOG = LoggerFactory.getLogger(ServiceRunner.class);
    private static final Duration HEALTH_INTERVAL = Duration.ofSeconds(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

    private final Service service;
    private final Consumer<String> messages;
    private final Thread runner = Thread.currentThread();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    /// @param messages receives lines for the person at the terminal
    public ServiceRunner(Service service, Consumer<String> messages) {
        this.service = service;
        this.messages = messages;
    }

    /// Runs the service in this thread until the process receives SIGTERM or Ctrl-C, or the service is down.
    ///
    /// @return the exit status
    public int run() {
        Thread hook = new Thread(this::stopAndWait, "stop-" + service.name());
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return startAndWatch();
        } finally {
            removeHook(hook);
        }
    }

    /// Requests the end of the run, as SIGTERM does.
    void stop() {
        stopping.countDown();
        runner.interrupt();
    }

    private int startAndWatch() {
        try (service) {
            service.start();
            LOG.info("{} started: {}", service.name(), service.describe());
            messages.accept(service.name() + ": started; " + service.describe());
            return watch();
        } catch (InterruptedException e) {
            return OK;
        } catch (RuntimeException e) {
            return stopping.getCount() == 0 ? OK : failed(e);
        } finally {
            closed.countDown();
        }
    }

    private int watch() throws InterruptedException {
        while (!stopping.await(HEALTH_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
            if (service.health() instanceof Health.Down(String reason)) {
                LOG.error("{} is down: {}", service.name(), reason);
                messages.accept(service.name() + ": " + reason);
                return FAILED;
            }
        }
        return OK;
    }

    private int failed(RuntimeException failure) {
        LOG.error("{} failed", service.name(), failure);
        messages.accept(service.name() + ": " + FailureText.of(failure));
        return FAILED;
    }

    private void stopAndWait() {
        stop();
        try {
            if (!closed.await(CLOSE_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                messages.accept(service.name() + ": not stopped within " + CLOSE_TIMEOUT.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException exiting) {
            LOG.debug("the process is exiting");
        }
    }
}
