package io.cryptodata.allinone.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Starts a child that sleeps, and waits to be killed: `SleepingChildMain DATA`.
final class SleepingChildMain {

    private SleepingChildMain() {}

    public static void main(String[] arguments) {
        ChildProcess child = ChildProcess.start(launch(Path.of(arguments[0])));
        System.out.println("ready");
        while (child.isAlive()) {
            LockSupport.park();
        }
    }

    static ChildProcess.Launch launch(Path root) {
        return new ChildProcess.Launch("sleeper", List.of("sleep", "300"), root.resolve("sleeper.log"),
                root.resolve("run").resolve("registry.pid"), Signal.TERM, Signal.KILL);
    }
}
