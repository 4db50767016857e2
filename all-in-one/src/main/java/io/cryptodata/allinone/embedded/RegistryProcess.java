package io.cryptodata.allinone.embedded;

import io.cryptodata.service.instance.DatabaseRole;
import io.cryptodata.service.lifecycle.Health;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// The schema registry (Apicurio, with its Confluent-compatible API) as a child JVM on loopback, with its schemas in
/// the embedded database.
public final class RegistryProcess implements Part {

    private static final Duration READY_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(2);
    private static final int TOLERATED_FAILURES = 5;
    private static final int HTTP_OK = 200;

    private final RegistryConfig config;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(REQUEST_TIMEOUT).build();
    private final AtomicInteger failedChecks = new AtomicInteger();
    private final OwnedProcess process = new OwnedProcess("The schema registry", READY_TIMEOUT, STOP_TIMEOUT);
    private volatile String activity = "not started";

    public RegistryProcess(RegistryConfig config) {
        this.config = config;
    }

    @Override
    public String name() {
        return "registry";
    }

    /// The registry's address without a path.
    public String url() {
        return config.url();
    }

    @Override
    public String describe() {
        return "Schema registry " + url() + " (Confluent-compatible API under /apis/ccompat/v7)";
    }

    @Override
    public String activity() {
        return activity;
    }

    @Override
    public void start() {
        if (process.isStarted()) {
            return;
        }
        requirePrograms();
        config.port().requireFree();
        activity = "connecting to its database";
        requireDatabase();
        activity = "waiting for " + url();
        failedChecks.set(0);
        process.start(launch(), this::responds,
                " at " + url() + "; its log is " + config.logs().resolve("registry.log"));
    }

    private ChildProcess.Launch launch() {
        return new ChildProcess.Launch("registry", RegistryCommand.of(config, LocalPort.free()),
                RegistryCommand.environment(config),
                config.logs().resolve("registry-start.log"), config.pidFile(), Signal.TERM, Signal.KILL,
                Optional::empty);
    }

    /// @throws StartException if the registry's files are missing
    void requirePrograms() {
        if (!Files.exists(config.programs().resolve("quarkus-run.jar"))) {
            throw new StartException("The schema registry's files are not in " + config.programs()
                    + ": run the build (mvn -DskipTests package).");
        }
    }

    private void requireDatabase() {
        try (Connection connection = DriverManager.getConnection(config.databaseUrl(),
                DatabaseRole.REGISTRY.sqlName(), config.password());
                Statement statement = connection.createStatement()) {
            statement.execute("SET search_path TO " + RegistryConfig.SQL_SCHEMA);
        } catch (SQLException failed) {
            throw new StartException("The schema registry cannot use the database " + config.databaseUrl() + ": "
                    + failed.getMessage() + ".", failed);
        }
    }

    /// Sends a request that needs the database.
    private boolean responds() {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/apis/ccompat/v7/subjects"))
                .timeout(REQUEST_TIMEOUT).build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == HTTP_OK;
        } catch (IOException unreachable) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// The child process; empty while none runs.
    public Optional<ProcessHandle> process() {
        return process.handle();
    }

    @Override
    public Health health() {
        Health alive = process.health();
        return alive instanceof Health.Up && isUnresponsive()
                ? new Health.Down("it does not respond at " + url())
                : alive;
    }

    /// Whether several checks in a row failed.
    private boolean isUnresponsive() {
        if (responds()) {
            failedChecks.set(0);
            return false;
        }
        return failedChecks.incrementAndGet() > TOLERATED_FAILURES;
    }

    @Override
    public void close() {
        process.stop();
    }
}
