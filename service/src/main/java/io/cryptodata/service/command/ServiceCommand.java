package io.cryptodata.service.command;

import io.cryptodata.service.http.HttpConfig;
import io.cryptodata.service.http.ProcessHttpServer;
import io.cryptodata.service.instance.Endpoints;
import io.cryptodata.service.lifecycle.Service;
import io.cryptodata.service.lifecycle.ServiceRunner;
import io.cryptodata.service.logging.ProcessLog;
import io.cryptodata.service.metrics.HealthMeters;
import io.cryptodata.service.metrics.ProcessMeters;
import io.cryptodata.service.settings.Reading;
import io.cryptodata.service.settings.SettingSources;
import io.cryptodata.service.settings.Settings;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// A command that runs one service as a process, with its log, its meters and its HTTP server. A subclass names
/// itself with picocli's `@Command` and configures the service.
public abstract class ServiceCommand implements Callable<Integer> {
    private static final int WIDTH = 100;
    private static final int NARROWEST = 60;

    @Option(names = "--kafka", paramLabel = "HOST:PORT", description = "broker (default: CDA_KAFKA, or that of the instance running in DIR)")
    private @Nullable String kafka;

    @Option(names = "--registry", paramLabel = "URL", description = "schema registry (default: CDA_REGISTRY, or that of the instance running in DIR)")
    private @Nullable String registry;

    @Option(names = "--data", paramLabel = "DIR", description = "folder of all state (default: .cda in the repository)")
    private @Nullable Path data;

    @Option(names = "--http-port", paramLabel = "PORT", description = "port of /live, /ready and /metrics (0: any free one; default: see HTTP_PORT)")
    private @Nullable Integer httpPort;

    @Option(names = "--config", paramLabel = "FILE", description = "settings, NAME=value on each line (default: CDA_CONFIG); see ./cda config list")
    private @Nullable Path config;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "show this text")
    boolean helpRequested;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /// What to run.
    ///
    /// @param http where the process serves its health and metrics; empty for nowhere
    /// @param service created with the meters of the process
    public record Configured(Optional<HttpConfig> http, java.util.function.Function<MeterRegistry, Service> service) {}

    /// The file of `--config`; empty without the option.
    protected final Optional<Path> configFile() {
        return Optional.ofNullable(config);
    }

    /// Reads the configuration once, completely. Does nothing else: the configuration may only be examined.
    ///
    /// @throws IllegalArgumentException if it cannot be used
    public abstract Configured configure(Settings settings, Inputs inputs);

    /// Runs a command as the main class of a process, which exits with the command's status.
    public static void launch(ServiceCommand command, String[] arguments) {
        ProcessDefaults.apply();
        System.exit(commandLine(command).execute(arguments));
    }

    /// The command, ready to execute by itself.
    static CommandLine commandLine(ServiceCommand command) {
        int terminal = Integer.getInteger("cda.columns", 0);
        CommandLine line = new CommandLine(command);
        return line.setCommandName("cda " + line.getCommandName()).setExecutionExceptionHandler(new CommandFailures())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(terminal <= 0 ? WIDTH : Math.clamp(terminal, NARROWEST, WIDTH));
    }

    @Override
    public final Integer call() {
        Reading<Configured> reading = Settings.read(SettingSources.of(config, System.getenv()),
                settings -> configure(settings, inputs()));
        Configured configured = reading.orThrow();
        String name = spec.name().substring(spec.name().lastIndexOf(' ') + 1);
        ProcessLog log = ProcessLog.open(dataFolder().resolve("logs").resolve(name));
        SettingsLog.write(reading);
        Consumer<String> messages = log.messages(spec.commandLine().getErr());
        messages.accept(name + ": starting; the log is " + log.place());
        try (ProcessMeters meters = new ProcessMeters()) {
            return run(configured.service().apply(meters.registry()), configured.http(), meters, messages);
        }
    }

    private static int run(Service service, Optional<HttpConfig> http, ProcessMeters meters,
            Consumer<String> messages) {
        HealthMeters.bind(service.name(), service::health, meters.registry());
        ServiceRunner runner = new ServiceRunner(service, messages);
        if (http.isEmpty()) {
            return runner.run();
        }
        try (ProcessHttpServer server = new ProcessHttpServer(http.get(), service.name(), service::health,
                meters::scrape)) {
            messages.accept(service.name() + ": health and metrics at " + server.url());
            return runner.run();
        }
    }

    private Inputs inputs() {
        Path folder = dataFolder();
        return new Inputs(folder, new Inputs.Options(Optional.ofNullable(kafka), Optional.ofNullable(registry),
                httpPort == null ? OptionalInt.empty() : OptionalInt.of(httpPort)), Endpoints.read(folder));
    }

    private Path dataFolder() {
        Path chosen = data == null ? Path.of(System.getProperty("cda.home", "")).resolve(".cda") : data;
        return chosen.toAbsolutePath().normalize();
    }
}
