package io.cryptodata.service.command;

import io.cryptodata.service.lifecycle.FailureText;
import io.cryptodata.service.lifecycle.ServiceRunner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/// Reports a failure as one sentence on standard error. The stack trace goes to the log.
final class CommandFailures implements IExecutionExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(CommandFailures.class);

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        LOG.error("{} failed", command.getCommandName(), failure);
        command.getErr().println(command.getCommandName() + ": " + FailureText.of(failure));
        command.getErr().flush();
        return ServiceRunner.FAILED;
    }
}
