package io.cryptodata.service.lifecycle;

/// A part of the product that runs until it is closed: the producers, the stream, the sinks, a server of ours.
public interface Service extends AutoCloseable {
    /// The name in logs, messages and health reports, such as `streams`. Never changes.
    String name();

    /// Starts the service. Blocks until everything that it depends on is ready. Called at most once; a service that has
    /// been closed cannot be started again.
    ///
    /// @throws SetupException if a dependency is not ready in time; the message names it and what to do
    void start();

    /// The current state, at any time: before [#start()], while starting, after [#close()]. Does not block and does not
    /// throw.
    Health health();

    /// What the service does and where, in one line for people.
    String describe();

    /// Stops the service and releases what it holds, within a bounded time. Idempotent; also ends a [#start()] in
    /// progress, which may then throw.
    @Override
    void close();
}
