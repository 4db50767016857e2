package io.cryptodata.allinone.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// Runs all servers until it is killed: `RuntimeMain DATA KAFKA REGISTRY CONNECT DATABASE`.
final class RuntimeMain {

    private RuntimeMain() {}

    public static void main(String[] arguments) throws Exception {
        List<Integer> ports = Stream.of(arguments).skip(1).map(Integer::valueOf).toList();
        EmbeddedRuntime runtime = TestRuntime.prepared(Path.of(arguments[0]),
                EmbeddedPorts.of(ports.get(0), ports.get(1), ports.get(2), ports.get(3)));
        Supervisor runner = TestRuntime.runner();
        runner.start(runtime.parts());
        new StoredData(runtime).write();
        System.out.println("ready " + new StoredData(runtime).clusterId());
        while (runner.abandoned().isEmpty()) {
            LockSupport.park();
        }
    }
}
