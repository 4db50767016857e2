package io.cryptodata.allinone.cli.status;

/// How one part is.
///
/// @param detail what is known about it, for people
record PartState(String part, Condition condition, String detail) {

    static PartState up(String part, String detail) {
        return new PartState(part, Condition.UP, detail);
    }

    static PartState down(String part, String detail) {
        return new PartState(part, Condition.DOWN, detail);
    }

    /// Whether a part does its work.
    enum Condition {
        /// It answers and works.
        UP,
        /// It does not answer, or says itself that it failed.
        DOWN
    }
}
