package io.cryptodata.service.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import io.cryptodata.service.lifecycle.SetupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/// The log of this process: files of limited size, while the terminal is for messages to people, or standard output.
/// Nothing is logged before [#open(Path)].
public final class ProcessLog {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessLog.class);
    private static final String FILE = "cda.log";
    private static final String CONFIGURATION = "/logback-process.xml";
    private static final String FOLDER = "cda.logs";
    private static final String DESTINATION = "cda.log.destination";

    private final LogDestination destination;
    private final Path folder;

    private ProcessLog(LogDestination destination, Path folder) {
        this.destination = destination;
        this.folder = folder;
    }

    /// From now on this process, including its libraries, logs as [LogDestination#VARIABLE] and [LogFormat#VARIABLE] have it.
    ///
    /// @param folder of the files; created unless the log is on standard output
    /// @throws SetupException if a variable has a word that it does not know
    public static ProcessLog open(Path folder) {
        return open(folder, System.getenv(), (LoggerContext) LoggerFactory.getILoggerFactory());
    }

    static ProcessLog open(Path folder, Map<String, String> environment, LoggerContext context) {
        LogDestination destination = LogDestination.of(environment);
        LogFormat format = LogFormat.of(environment);
        if (destination == LogDestination.FILES) {
            create(folder);
        }
        configure(context, destination, folder);
        if (format == LogFormat.JSON) {
            writeJson(context);
        }
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        return new ProcessLog(destination, folder);
    }

    /// Where the log is: the file, or `standard output`.
    public String place() {
        return destination == LogDestination.STDOUT ? "standard output" : folder.resolve(FILE).toString();
    }

    /// Receives messages to people: lines of the terminal, or records of the log where that is on standard output.
    public Consumer<String> messages(PrintWriter terminal) {
        if (destination == LogDestination.STDOUT) {
            return LOG::info;
        }
        return line -> {
            terminal.println(line);
            terminal.flush();
        };
    }

    private static void create(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void configure(LoggerContext context, LogDestination destination, Path folder) {
        URL configuration = Objects.requireNonNull(ProcessLog.class.getResource(CONFIGURATION), CONFIGURATION);
        JoranConfigurator configurator = new JoranConfigurator();
        context.reset();
        context.putProperty(FOLDER, folder.toString());
        context.putProperty(DESTINATION, destination.name());
        configurator.setContext(context);
        try {
            configurator.doConfigure(configuration);
        } catch (JoranException e) {
            throw new IllegalStateException("the logging configuration " + configuration + " is invalid", e);
        }
    }

    private static void writeJson(LoggerContext context) {
        Iterator<Appender<ILoggingEvent>> appenders = context.getLogger(Logger.ROOT_LOGGER_NAME)
                .iteratorForAppenders();
        while (appenders.hasNext()) {
            if (appenders.next() instanceof OutputStreamAppender<ILoggingEvent> output) {
                output.setEncoder(json(context));
            }
        }
    }

    private static JsonEncoder json(LoggerContext context) {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.setWithContext(false);
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.setWithFormattedMessage(true);
        encoder.start();
        return encoder;
    }
}
