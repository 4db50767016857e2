package io.cryptodata.allinone.embedded;

import io.cryptodata.service.lifecycle.Health;
/// Something that runs for as long as the product runs: a server of ours, a child process, an app.
/// After [#close()] a part can be started again; both calls are bounded in time.
public interface Part extends AutoCloseable {

    /// The name in progress lines and sentences, such as `database`.
    String name();

    /// Returns when the part serves; throws [StartException] with the whole story when it does not.
    void start();

    /// Stops the part; harmless when it never started or is already stopped.
    @Override
    void close();

    Health health();

    /// Where the part is to be found, in one line for people.
    default String describe() {
        return name();
    }

    /// What the part is busy with while it starts, in one phrase for people.
    default String doing() {
        return "starting";
    }

    /// Brings the part back after it went down.
    default void mend() {
        close();
        start();
    }
}
