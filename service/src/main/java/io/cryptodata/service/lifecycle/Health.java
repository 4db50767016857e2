package io.cryptodata.service.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The state of a service as it reports it itself.
public sealed interface Health {
    /// Not serving yet.
    ///
    /// @param reason what it waits for or does, in one phrase
    record Starting(String reason) implements Health {}

    /// Serving.
    ///
    /// @param detail for people, may be empty
    record Up(String detail) implements Health {}

    /// Serving, but something needs attention. Restarting would not help: the service retries by itself.
    ///
    /// @param reasons what needs attention, one phrase each
    record Degraded(List<String> reasons) implements Health {
        public Degraded {
            if (reasons.isEmpty()) {
                throw new IllegalArgumentException("a degraded service needs a reason");
            }
            reasons = List.copyOf(reasons);
        }
    }

    /// Not serving, and it does not recover by itself: restart it.
    ///
    /// @param reason why, in one phrase
    record Down(String reason) implements Health {}

    static Health up() {
        return new Up("");
    }

    static Health degraded(String reason) {
        return new Degraded(List.of(reason));
    }

    /// Up if there are no reasons, otherwise degraded.
    static Health ofReasons(List<String> reasons) {
        return reasons.isEmpty() ? up() : new Degraded(reasons);
    }

    /// Whether the service serves requests or does its work.
    default boolean isServing() {
        return switch (this) {
            case Up _,Degraded _ -> true;
            case Starting _,Down _ -> false;
        };
    }

    /// In lower case: `starting`, `up`, `degraded`, `down`.
    default String status() {
        return switch (this) {
            case Starting _ -> "starting";
            case Up _ -> "up";
            case Degraded _ -> "degraded";
            case Down _ -> "down";
        };
    }

    /// Why the service is not simply up; empty if it is.
    default List<String> reasons() {
        return switch (this) {
            case Starting(String reason) -> List.of(reason);
            case Up _ -> List.of();
            case Degraded(List<String> reasons) -> reasons;
            case Down(String reason) -> List.of(reason);
        };
    }

    /// The health of a service made of several components. The worst counts, in the order down, starting, degraded, up;
    /// reasons are prefixed with the component's name.
    ///
    /// @param components by name; iteration order is the order of reasons
    static Health merge(Map<String, Health> components) {
        List<String> down = new ArrayList<>();
        List<String> starting = new ArrayList<>();
        List<String> degraded = new ArrayList<>();
        components.forEach((name, health) -> {
            List<String> group = switch (health) {
                case Down _ -> down;
                case Starting _ -> starting;
                case Degraded _,Up _ -> degraded;
            };
            health.reasons().forEach(reason -> group.add(name + ": " + reason));
        });
        if (!down.isEmpty()) {
            return new Down(String.join("; ", down));
        }
        if (!starting.isEmpty()) {
            return new Starting(String.join("; ", starting));
        }
        return degraded.isEmpty() ? new Up(details(components)) : new Degraded(degraded);
    }

    private static String details(Map<String, Health> components) {
        return components.entrySet().stream()
                .filter(each -> each.getValue() instanceof Up up && !up.detail().isEmpty())
                .map(each -> each.getKey() + ": " + ((Up) each.getValue()).detail()).collect(Collectors.joining("; "));
    }
}
