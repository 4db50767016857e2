package io.cryptodata.allinone.embedded;

import io.cryptodata.service.lifecycle.Service;

/// A service that the supervisor starts, watches and restarts: unlike other services it can be started again after
/// [#close()]. Both calls are bounded in time.
public interface Part extends Service {

    /// The step of the start that is in progress, in one phrase for people.
    default String activity() {
        return "starting";
    }

    /// Starts the part again after it went down.
    default void restart() {
        close();
        start();
    }
}
