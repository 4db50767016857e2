package io.cryptodata.allinone.cli.command;

import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.PrintWriter;

/// Prints a wrong option, argument or command in one sentence, with the nearest match and a hint to `--help`.
public final class UsageErrorHandler implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException error, String[] arguments) {
        CommandLine command = error.getCommandLine();
        PrintWriter err = command.getErr();
        boolean unknownCommand = error instanceof UnmatchedArgumentException && command.getParent() == null
                && arguments.length > 0 && !arguments[0].startsWith("-");
        if (unknownCommand) {
            err.println("cda: there is no command '" + arguments[0] + "'; the commands are "
                    + String.join(", ", command.getSubcommands().keySet()));
        } else {
            err.println("cda: " + error.getMessage());
            UnmatchedArgumentException.printSuggestions(error, err);
        }
        String name = command.getCommandSpec().qualifiedName(" ");
        err.println("See ./" + name + " --help");
        err.flush();
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }
}
