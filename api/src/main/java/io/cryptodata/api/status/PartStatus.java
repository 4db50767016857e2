package io.cryptodata.api.status;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Locale;

/// The state of one part.
///
/// @param detail for people
public record PartStatus(String part, State state, String detail) {

    static PartStatus up(String part, String detail) {
        return new PartStatus(part, State.UP, detail);
    }

    static PartStatus down(String part, String detail) {
        return new PartStatus(part, State.DOWN, detail);
    }

    static PartStatus degraded(String part, String detail) {
        return new PartStatus(part, State.DEGRADED, detail);
    }

    /// With another state and its reason.
    PartStatus as(State changed, String reason) {
        return new PartStatus(part, changed, reason);
    }

    public boolean isUp() {
        return state == State.UP;
    }

    /// Whether a part works.
    public enum State {
        /// It responds and works.
        UP,
        /// It works, but something needs attention.
        DEGRADED,
        /// It does not respond, or reports a failure.
        DOWN;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
