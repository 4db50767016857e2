package io.cryptodata.api;

import io.cryptodata.api.config.ApiConfig;
import io.cryptodata.service.command.Inputs;
import io.cryptodata.service.command.ServiceCommand;
import io.cryptodata.service.settings.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.Optional;

/// Runs the page and the read API as a process of their own: `./cda api`.
@Command(name = "api", sortOptions = false, header = "run only the page and the read API", description = {
        "Serves the page at http://127.0.0.1:5556 and the read API below /api/v1: history from the database,",
        "live values from the topics. Read-only except for operators' actions, which need a token",
        "(API_OPERATOR_TOKEN). Any number of processes may serve the same data. Settings: ./cda config list api.",
        "What it serves and to whom: docs/how-to/read-over-http.md.",
        "Serves /live, /ready and /metrics on 127.0.0.1:8104 (API_HTTP_HOST, API_HTTP_PORT; 'off' for none).",
        "Ends on Ctrl-C."}, footer = {"", "Examples:", "  ./cda api",
                "  ./cda api --kafka broker:9092 --registry http://registry:8081 --connect http://connect:8083 \\",
                "    --url 'jdbc:postgresql://db:5432/cryptodata?user=me'",
                "  (the password comes from API_DATABASE_PASSWORD or API_DATABASE_PASSWORD_FILE)"})
public final class ApiMain extends ServiceCommand {
    @Option(names = "--api-port", paramLabel = "PORT", description = "port of the page and the read API (default: API_PORT, or 5556)")
    private @Nullable Integer port;

    @Option(names = "--connect", paramLabel = "URL", description = "Kafka Connect (default: API_CONNECT_URL, CDA_CONNECT, or that of the instance running in DIR)")
    private @Nullable String connect;

    @Option(names = "--url", paramLabel = "JDBC-URL", description = "database (default: API_DATABASE_URL, CDA_DATABASE_URL, or that of the instance running in DIR)")
    private @Nullable String database;

    public static void main(String[] arguments) {
        launch(new ApiMain(), arguments);
    }

    @Override
    public Configured configure(Settings settings, Inputs inputs) {
        ApiConfig config = ApiConfig.read(settings, inputs, new ApiConfig.Options(Optional.ofNullable(connect),
                Optional.ofNullable(database), Optional.ofNullable(port)));
        return new Configured(config.http(), meters -> new ApiApp(config, meters));
    }
}
