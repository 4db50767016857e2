package io.cryptodata.allinone.benchmark;

import io.cryptodata.sinks.deployment.ConnectApi;
import io.cryptodata.sinks.deployment.ConnectorStatus;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import javax.management.AttributeNotFoundException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/// Loads a table through the embedded worker.
final class ConnectorLoad {
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final Duration SAMPLE_EVERY = Duration.ofMillis(20);
    private static final MBeanServer BEANS = ManagementFactory.getPlatformMBeanServer();

    private ConnectorLoad() {}

    /// Has a connector read its whole topic once more, from the first record to the last; measures from the end of the first
    /// batch on. The connector is stopped before and after.
    ///
    /// @param rows how many the topic has
    static Load of(ConnectApi connect, String connector, int rows, ProcessHandle postmaster)
            throws IOException {
        connect.deleteOffsets(connector);
        connect.resume(connector);
        await("the first batch of " + connector, () -> written(connector) > 0);
        int first = written(connector);
        long start = System.nanoTime();
        Spent.Reading before = Spent.Reading.now(postmaster);
        await("writing " + rows + " rows by " + connector, () -> written(connector) >= rows);
        double seconds = (System.nanoTime() - start) / 1e9;
        Spent spent = Spent.Reading.now(postmaster).since(before);
        stop(connect, connector);
        return new Load((rows - first) / seconds, rows - first, spent);
    }

    /// Stops the connector and waits until its tasks have ended.
    static void stop(ConnectApi connect, String connector) throws IOException {
        connect.stop(connector);
        await("the stop of " + connector, () -> isStopped(connect, connector) && tasks(connector).isEmpty());
    }

    private static boolean isStopped(ConnectApi connect, String connector) throws IOException {
        return connect.status(connector).filter(ConnectorStatus::isStopped).isPresent();
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(String what, Condition condition) throws IOException {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(what + " took longer than " + TIMEOUT);
            }
            LockSupport.parkNanos(SAMPLE_EVERY.toNanos());
        }
    }

    /// By Connect's own metrics of the tasks that run.
    private static int written(String connector) {
        int sum = 0;
        for (ObjectName task : tasks(connector)) {
            try {
                sum += ((Number) BEANS.getAttribute(task, "sink-record-send-total")).intValue();
            } catch (InstanceNotFoundException | AttributeNotFoundException _) {
                return 0; // the task has ended, or is about to start
            } catch (JMException e) {
                throw new IllegalStateException("Connect's metrics of " + connector + " cannot be read", e);
            }
        }
        return sum;
    }

    private static Set<ObjectName> tasks(String connector) {
        try {
            return BEANS.queryNames(
                    new ObjectName("kafka.connect:type=sink-task-metrics,connector=" + connector + ",task=*"), null);
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException(connector, e);
        }
    }
}
