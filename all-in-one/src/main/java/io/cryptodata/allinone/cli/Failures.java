package io.cryptodata.allinone.cli;

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

/// Tells a failure as one sentence on standard error and turns it into the exit status. `CDA_DEBUG=1` adds the stack trace.
public final class Failures implements IExecutionExceptionHandler {
    private static final int FAILED = 1;
    private final boolean debug;

    public Failures(boolean debug) {
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
        return FAILED;
    }

    /// What is said about `failure`: the whole story where it has one, otherwise the kind of failure and its message.
    static String sentence(Throwable failure) {
        return switch (failure) {
            case UserError told -> message(told);
            case PSQLException refused when refused.getServerErrorMessage() != null -> ofServer(refused);
            case SQLException broken -> message(broken);
            case NoSuchFileException missing -> "no such file: " + missing.getMessage();
            case AccessDeniedException denied -> "not allowed to access " + denied.getMessage();
            case ExecutionException wrapper when wrapper.getCause() != null -> sentence(wrapper.getCause());
            case CompletionException wrapper when wrapper.getCause() != null -> sentence(wrapper.getCause());
            default -> isToldByItself(failure)
                    ? message(failure)
                    : "unexpected " + failure.getClass().getSimpleName() + ": " + failure.getMessage()
                            + " (CDA_DEBUG=1 shows where)";
        };
    }

    /// Failures of our own parts carry a sentence that was written for people.
    private static boolean isToldByItself(Throwable failure) {
        return failure.getMessage() != null && failure.getClass().getName().startsWith("io.cryptodata.");
    }

    private static String ofServer(PSQLException refused) {
        ServerErrorMessage server = refused.getServerErrorMessage();
        if (server == null) {
            return message(refused);
        }
        StringBuilder told = new StringBuilder(64).append(server.getSeverity()).append(": ")
                .append(server.getMessage());
        append(told, "detail", server.getDetail());
        append(told, "hint", server.getHint());
        if (server.getPosition() > 0) {
            append(told, "at character", String.valueOf(server.getPosition()));
        }
        return told.toString();
    }

    private static void append(StringBuilder told, String what, @Nullable String text) {
        if (text != null) {
            told.append(System.lineSeparator()).append("  ").append(what).append(": ").append(text);
        }
    }

    private static String message(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
