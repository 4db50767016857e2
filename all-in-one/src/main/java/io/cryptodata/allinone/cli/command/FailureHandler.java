package io.cryptodata.allinone.cli.command;

import io.cryptodata.api.failure.QueryException;
import io.cryptodata.service.kafka.KafkaFailure;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/// Prints a failure as one sentence on standard error; exit status 1, unless the command has another one. `CDA_DEBUG=1` adds the stack trace.
public final class FailureHandler implements IExecutionExceptionHandler {
    private static final int FAILED = 1;
    private final boolean debug;

    public FailureHandler(boolean debug) {
        this.debug = debug;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        err.println("cda: " + sentence(failure));
        if (debug) {
            failure.printStackTrace(err);
        }
        err.flush();
        return command.getCommand() instanceof CdaCommand ours ? ours.failureStatus() : FAILED;
    }

    /// The message of a failure of our own; of any other its type, too.
    static String sentence(Throwable failure) {
        return KafkaFailure.describe(failure).orElseGet(() -> ofOtherKind(failure));
    }

    private static String ofOtherKind(Throwable failure) {
        return switch (failure) {
            case QueryException unavailable when unavailable.kind() == QueryException.Kind.UNAVAILABLE ->
                message(unavailable) + ": start it with ./cda demo, or see ./cda status";
            case PSQLException refused when refused.getServerErrorMessage() != null -> ofServer(refused);
            case SQLException database -> message(database);
            case NoSuchFileException missing -> "no such file: " + missing.getMessage();
            case AccessDeniedException denied -> "not allowed to access " + denied.getMessage();
            case TimeoutException late -> "the broker does not respond (" + message(late) + "): see ./cda status";
            case ExecutionException wrapper when wrapper.getCause() != null -> sentence(wrapper.getCause());
            case CompletionException wrapper when wrapper.getCause() != null -> sentence(wrapper.getCause());
            default -> isOurs(failure)
                    ? message(failure)
                    : "unexpected " + failure.getClass().getSimpleName() + ": " + failure.getMessage()
                            + " (CDA_DEBUG=1 prints the stack trace)";
        };
    }

    /// Our own exceptions have messages written for people.
    private static boolean isOurs(Throwable failure) {
        return failure.getMessage() != null && failure.getClass().getName().startsWith("io.cryptodata.");
    }

    private static String ofServer(PSQLException refused) {
        ServerErrorMessage server = refused.getServerErrorMessage();
        if (server == null) {
            return message(refused);
        }
        StringBuilder text = new StringBuilder(64).append(server.getSeverity()).append(": ")
                .append(server.getMessage());
        append(text, "detail", server.getDetail());
        append(text, "hint", server.getHint());
        if (server.getPosition() > 0) {
            append(text, "at character", String.valueOf(server.getPosition()));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String name, @Nullable String value) {
        if (value != null) {
            text.append(System.lineSeparator()).append("  ").append(name).append(": ").append(value);
        }
    }

    private static String message(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
