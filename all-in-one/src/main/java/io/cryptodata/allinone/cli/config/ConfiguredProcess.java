package io.cryptodata.allinone.cli.config;

import io.cryptodata.allinone.cli.command.CommandSettings;
import io.cryptodata.allinone.cli.run.ConnectCommand;
import io.cryptodata.allinone.cli.run.DemoCommand;
import io.cryptodata.allinone.up.UpConfig;
import io.cryptodata.api.ApiMain;
import io.cryptodata.producers.ProducersMain;
import io.cryptodata.service.command.Inputs;
import io.cryptodata.service.command.ServiceCommand;
import io.cryptodata.service.settings.Reading;
import io.cryptodata.service.settings.SettingSources;
import io.cryptodata.service.settings.Settings;
import io.cryptodata.sinks.SinksMain;
import io.cryptodata.streams.StreamsMain;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;

/// A process and the reader of its settings, which is the one that it starts with.
///
/// @param name that of its command; `commands` for those that look at an installation or prepare it
record ConfiguredProcess(String name, BiFunction<Settings, Inputs, ?> reader) {
    static final List<ConfiguredProcess> ALL = List.of(
            service("producers", new ProducersMain()),
            service("streams", new StreamsMain()),
            service("sinks", new SinksMain()),
            service("connect", new ConnectCommand()),
            service("api", new ApiMain()),
            new ConfiguredProcess("up", (settings, _) -> UpConfig.read(settings)),
            new ConfiguredProcess("demo", (settings, _) -> DemoCommand.OfSettings.read(settings)),
            new ConfiguredProcess("commands", (settings, _) -> CommandSettings.read(settings)));

    static List<String> names() {
        return ALL.stream().map(ConfiguredProcess::name).toList();
    }

    private static ConfiguredProcess service(String name, ServiceCommand command) {
        return new ConfiguredProcess(name, command::configure);
    }

    /// Reads the configuration of the process, and starts nothing.
    ///
    /// @param data the data folder
    Reading<?> read(SettingSources sources, Path data) {
        return Settings.read(sources, settings -> reader.apply(settings, Inputs.of(data)));
    }
}
