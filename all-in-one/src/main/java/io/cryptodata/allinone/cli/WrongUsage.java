package io.cryptodata.allinone.cli;

import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.PrintWriter;

/// Tells a wrong option, argument or command in one sentence, with what comes nearest and where the help is.
final class WrongUsage implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        boolean noSuchCommand = wrong instanceof UnmatchedArgumentException && command.getParent() == null
                && arguments.length > 0 && !arguments[0].startsWith("-");
        if (noSuchCommand) {
            err.println("cda: there is no command '" + arguments[0] + "'; the commands are "
                    + String.join(", ", command.getSubcommands().keySet()));
        } else {
            err.println("cda: " + wrong.getMessage());
            UnmatchedArgumentException.printSuggestions(wrong, err);
        }
        String name = command.getCommandSpec().qualifiedName(" ");
        err.println("See ./" + name + " --help");
        err.flush();
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }
}
