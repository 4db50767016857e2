package io.cryptodata.allinone.embedded;

import io.cryptodata.service.lifecycle.Health;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// A part with its history of restarts: restarts it when it is down, until the policy abandons it.
final class SupervisedPart {

    private static final Logger LOG = LoggerFactory.getLogger(SupervisedPart.class);

    private final Part part;
    private final LongSupplier nanos;
    private final RestartPolicy policy;
    private final Consumer<PartEvent> listener;
    private final Supplier<Optional<String>> obstacle;
    private List<Duration> attempts = List.of();
    private boolean down;
    private boolean waiting;
    private @Nullable Duration unwellSince;
    private final AtomicInteger restarts = new AtomicInteger();
    private volatile Health health = Health.up();
    private volatile Optional<String> abandoned = Optional.empty();

    /// @param obstacle why no part can be restarted at the moment; empty while they can
    SupervisedPart(Part part, LongSupplier nanos, RestartPolicy policy, Supplier<Optional<String>> obstacle,
            Consumer<PartEvent> listener) {
        this.part = part;
        this.nanos = nanos;
        this.policy = policy;
        this.obstacle = obstacle;
        this.listener = listener;
    }

    Part part() {
        return part;
    }

    int restarts() {
        return restarts.get();
    }

    /// Why the part is not restarted any more; empty while it runs or will be restarted.
    Optional<String> abandoned() {
        return abandoned;
    }

    /// As of the last check. A part that will be restarted is starting; only an abandoned one is down.
    Health health() {
        return health;
    }

    /// Restarts the part if it is down and a restart is due.
    void check() {
        if (abandoned.isPresent()) {
            return;
        }
        Health current = part.health();
        switch (current) {
            case Health.Down(String reason) -> {
                health = new Health.Starting("restarting after: " + reason);
                handleDown(reason);
            }
            case Health.Degraded(List<String> reasons) -> {
                serves(current);
                if (unwellSince == null) {
                    unwellSince = now();
                    LOG.warn("{} needs attention: {}", part.name(), String.join("; ", reasons));
                    listener.accept(new PartEvent.Degraded(part.name(), reasons));
                }
            }
            case Health.Starting _ -> serves(current);
            case Health.Up _ -> {
                serves(current);
                reportRecovery();
            }
        }
    }

    private void serves(Health current) {
        health = current;
        down = false;
    }

    private void reportRecovery() {
        Duration since = unwellSince;
        if (since != null) {
            unwellSince = null;
            Duration after = now().minus(since);
            LOG.info("{} is well again after {} s", part.name(), after.toSeconds());
            listener.accept(new PartEvent.Recovered(part.name(), after));
        }
    }

    private Duration now() {
        return Duration.ofNanos(nanos.getAsLong());
    }

    /// The part is degraded until a check succeeds.
    void checkFailed(Throwable failure) {
        LOG.error("the check of {} failed", part.name(), failure);
        health = Health.degraded("its check failed: " + failure);
    }

    private void handleDown(String reason) {
        if (unwellSince == null) {
            unwellSince = now();
        }
        if (!down) {
            down = true;
            waiting = false;
            LOG.warn("{} is down: {}", part.name(), reason);
            listener.accept(new PartEvent.Failed(part.name(), reason));
        }
        Optional<String> hindered = obstacle.get();
        if (hindered.isPresent()) {
            await(reason, hindered.get());
            return;
        }
        Duration now = now();
        attempts = policy.recent(attempts, now);
        switch (policy.decide(attempts, now)) {
            case RESTART -> restart(now);
            case WAIT -> LOG.debug("{} is down; the next restart is not due yet", part.name());
            case ABANDON -> abandon(reason);
        }
    }

    /// A restart that cannot succeed is no attempt.
    private void await(String reason, String hindered) {
        health = new Health.Starting("down: " + reason + "; not restarted yet: " + hindered);
        if (!waiting) {
            waiting = true;
            LOG.warn("{} is not restarted yet: {}", part.name(), hindered);
            listener.accept(new PartEvent.Waiting(part.name(), hindered));
        }
    }

    private void restart(Duration now) {
        waiting = false;
        attempts = Stream.concat(attempts.stream(), Stream.of(now)).toList();
        long started = System.nanoTime();
        try {
            part.restart();
            int times = restarts.incrementAndGet();
            down = false;
            health = part.health();
            listener.accept(
                    new PartEvent.Restarted(part.name(), times, Duration.ofNanos(System.nanoTime() - started)));
        } catch (RuntimeException | LinkageError | StackOverflowError failed) {
            LOG.warn("{} could not be restarted", part.name(), failed);
            listener.accept(new PartEvent.RestartFailed(part.name(),
                    Optional.ofNullable(failed.getMessage()).orElse(failed.toString())));
        }
    }

    private void abandon(String reason) {
        String message = "The " + part.name() + " is down and stays down after " + attempts.size()
                + " restarts within " + policy.window().toMinutes() + " minutes: " + reason;
        LOG.error(message);
        health = new Health.Down(message);
        abandoned = Optional.of(message);
        listener.accept(new PartEvent.Abandoned(part.name(), message));
    }
}
