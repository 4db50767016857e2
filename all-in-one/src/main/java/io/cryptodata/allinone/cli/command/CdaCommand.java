package io.cryptodata.allinone.cli.command;

import io.cryptodata.service.settings.SettingSources;
import io.cryptodata.service.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/// One command of `./cda`. A subclass adds the annotation [Command] with name, header and examples, its own options and
/// `call`, which returns the exit status. It becomes a command by its row in `Cda`.
@Command(sortOptions = false)
public abstract class CdaCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /// The exit status where the command fails with an exception.
    public int failureStatus() {
        return 1;
    }

    /// The state folder.
    protected final Path data() {
        return common.data();
    }

    /// The addresses that are configured, and those of the instance in the state folder.
    ///
    /// @throws io.cryptodata.service.settings.SettingsException naming every problem of the settings
    protected final Addresses addresses() {
        return Addresses.of(common.data(), Settings.read(sources(), CommandSettings::read).orThrow());
    }

    /// The settings of the configuration file and of the environment.
    ///
    /// @throws io.cryptodata.service.settings.SettingsException if the file cannot be read
    protected final SettingSources sources() {
        return common.sources();
    }

    protected final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    protected final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /// Prints a line that is read while the command runs.
    protected final void print(String line) {
        out().println(line);
        out().flush();
    }

    /// Wrong usage: exit status 2, with a hint to `--help`.
    protected final ParameterException usageError(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /// Wrong usage: exit status 2, with a hint to `--help`.
    protected final ParameterException usageError(IllegalArgumentException cause) {
        return new ParameterException(spec.commandLine(), cause.getMessage(), cause);
    }
}
