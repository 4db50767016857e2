package io.cryptodata.allinone.embedded;

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

    private static final Duration READY_PATIENCE = Duration.ofMinutes(2);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(2);
    private static final int TOLERATED_SILENCES = 5;
    private static final int HTTP_OK = 200;

    private final RegistryConfig config;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER_PATIENCE).build();
    private final AtomicInteger silences = new AtomicInteger();
    private final OwnedProcess process = new OwnedProcess("The schema registry", READY_PATIENCE, STOP_PATIENCE);
    private volatile String doing = "not started";

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
    public String doing() {
        return doing;
    }

    @Override
    public void start() {
        if (process.isStarted()) {
            return;
        }
        requirePrograms();
        config.port().requireFree();
        doing = "making its database schema";
        createSqlSchema();
        doing = "waiting for " + url();
        silences.set(0);
        process.start(launch(), this::answers,
                " at " + url() + "; its log is " + config.logs().resolve("registry.log"));
    }

    private ChildProcess.Launch launch() {
        return new ChildProcess.Launch("registry", RegistryCommand.of(config, LocalPort.free()),
                config.logs().resolve("registry-start.log"), config.pidFile(), Signal.TERM, Signal.KILL);
    }

    /// @throws StartException when the build has not brought the registry's files
    void requirePrograms() {
        if (!Files.exists(config.programs().resolve("quarkus-run.jar"))) {
            throw new StartException("The schema registry's files are not in " + config.programs()
                    + ": run the build (mvn -DskipTests package).");
        }
    }

    private void createSqlSchema() {
        try (Connection connection = DriverManager.getConnection(config.databaseUrl(), DatabaseConfig.USER,
                DatabaseConfig.USER);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS " + RegistryConfig.SQL_SCHEMA);
        } catch (SQLException failed) {
            throw new StartException("The schema registry cannot use the database " + config.databaseUrl() + ": "
                    + failed.getMessage() + ".", failed);
        }
    }

    /// Asks for something that needs the database.
    private boolean answers() {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/apis/ccompat/v7/subjects"))
                .timeout(ANSWER_PATIENCE).build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == HTTP_OK;
        } catch (IOException silent) {
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
        return alive instanceof Health.Up && isSilent() ? new Health.Down("it does not answer at " + url()) : alive;
    }

    /// Whether it has not answered several times in a row.
    private boolean isSilent() {
        if (answers()) {
            silences.set(0);
            return false;
        }
        return silences.incrementAndGet() > TOLERATED_SILENCES;
    }

    @Override
    public void close() {
        process.stop();
    }
}
