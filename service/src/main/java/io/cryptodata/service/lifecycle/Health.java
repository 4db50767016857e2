package io.cryptodata.service.lifecycle;

/// How a part is, as it sees itself.
public sealed interface Health {

    /// It serves.
    ///
    /// @param detail what a person may want to know, may be empty
    record Up(String detail) implements Health {}

    /// It does not serve.
    ///
    /// @param reason why the part does not serve, in one phrase
    record Down(String reason) implements Health {}

    static Health up() {
        return new Up("");
    }
}
