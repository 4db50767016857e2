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

    public boolean isUp() {
        return state == State.UP;
    }

    /// Whether a part works.
    public enum State {
        /// It responds and works.
        UP,
        /// It does not respond, or reports a failure.
        DOWN;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
