package io.cryptodata.allinone.embedded;

import io.cryptodata.service.lifecycle.Health;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A part with the memory of how often it died, and the care that brings it back.
final class SupervisedPart {

    private static final Logger LOG = LoggerFactory.getLogger(SupervisedPart.class);

    private final Part part;
    private final Clock clock;
    private final RestartPolicy policy;
    private final Consumer<PartEvent> listener;
    private List<Instant> tries = List.of();
    private boolean down;
    private final AtomicInteger restarts = new AtomicInteger();
    private volatile Optional<String> lost = Optional.empty();

    SupervisedPart(Part part, Clock clock, RestartPolicy policy, Consumer<PartEvent> listener) {
        this.part = part;
        this.clock = clock;
        this.policy = policy;
        this.listener = listener;
    }

    Part part() {
        return part;
    }

    int restarts() {
        return restarts.get();
    }

    Optional<String> lost() {
        return lost;
    }

    void lookAfter() {
        if (lost.isPresent()) {
            return;
        }
        switch (part.health()) {
            case Health.Starting _, Health.Up _, Health.Degraded _ -> down = false;
            case Health.Down(String reason) -> bringBack(reason);
        }
    }

    private void bringBack(String reason) {
        if (!down) {
            down = true;
            LOG.warn("the {} died: {}", part.name(), reason);
            listener.accept(new PartEvent.Died(part.name(), reason));
        }
        Instant now = clock.instant();
        tries = policy.recent(tries, now);
        switch (policy.next(tries, now)) {
            case TRY -> tryAt(now);
            case WAIT -> LOG.debug("the {} is down; the next try is not due yet", part.name());
            case GIVE_UP -> giveUp(reason);
        }
    }

    private void tryAt(Instant now) {
        tries = Stream.concat(tries.stream(), Stream.of(now)).toList();
        long began = System.nanoTime();
        try {
            part.mend();
            int times = restarts.incrementAndGet();
            down = false;
            listener.accept(new PartEvent.Mended(part.name(), times, Duration.ofNanos(System.nanoTime() - began)));
        } catch (RuntimeException failed) {
            LOG.warn("the {} could not be restarted", part.name(), failed);
            listener.accept(new PartEvent.NotMended(part.name(),
                    Optional.ofNullable(failed.getMessage()).orElse(failed.toString())));
        }
    }

    private void giveUp(String reason) {
        String sentence = "The " + part.name() + " went down and could not be brought back for good (" + tries.size()
                + " tries within " + policy.window().toMinutes() + " minutes): " + reason;
        LOG.error(sentence);
        lost = Optional.of(sentence);
        listener.accept(new PartEvent.Lost(part.name(), sentence));
    }
}
