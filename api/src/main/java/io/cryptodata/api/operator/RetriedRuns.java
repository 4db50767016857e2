package io.cryptodata.api.operator;

import io.cryptodata.service.retry.Backoff;
import io.cryptodata.service.task.TaskReport;
import io.cryptodata.service.task.TaskRuns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.concurrent.Semaphore;

/// Records runs. One that the broker does not take at once is published as soon as it does: an action that needs no broker is
/// recorded, too. Those that are still to be published when the process ends are in its log alone.
final class RetriedRuns implements TaskRuns {
    private static final Logger LOG = LoggerFactory.getLogger(RetriedRuns.class);
    private static final int MOST = 1000;

    private final Publisher publisher;
    private final Backoff retries;
    private final Semaphore permits = new Semaphore(MOST);

    /// Publishes one run.
    @FunctionalInterface
    interface Publisher {
        /// @throws IOException if it is not acknowledged
        void publish(TaskReport report) throws IOException;
    }

    /// @param retries the delay after failures
    RetriedRuns(Publisher publisher, Backoff retries) {
        this.publisher = publisher;
        this.retries = retries;
    }

    @Override
    public void add(TaskReport report) {
        LOG.info("{}: {} {}, {}", report.process(), report.outcome(), report.counts(), report.detail());
        try {
            publisher.publish(report);
        } catch (IOException failure) {
            if (permits.tryAcquire()) {
                LOG.warn("{} is recorded later: {}", report.process(), failure.getMessage());
                Thread.ofVirtual().name("record-action").start(() -> retry(report));
            } else {
                LOG.error("{} is not recorded: {} others wait to be", report.process(), MOST, failure);
            }
        }
    }

    private void retry(TaskReport report) {
        try {
            for (int failures = 1;; failures++) {
                Thread.sleep(retries.after(failures));
                try {
                    publisher.publish(report);
                    return;
                } catch (IOException failure) {
                    LOG.debug("{} is recorded later", report.process(), failure);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            permits.release();
        }
    }
}
