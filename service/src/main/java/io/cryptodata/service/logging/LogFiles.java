package io.cryptodata.service.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import io.cryptodata.service.lifecycle.SetupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;

/// Log files of limited size; the terminal is for messages to people. Nothing is logged before [#to(Path)].
public final class LogFiles {
    private static final String FILE = "cda.log";
    private static final String CONFIGURATION = "/logback-files.xml";
    private static final String FOLDER = "cda.logs";
    private static final String APPENDER = "FILE";

    private LogFiles() {}

    /// From now on this process, including its libraries, logs to a file in this folder.
    ///
    /// @return the file
    /// @throws SetupException if [LogFormat#VARIABLE] is not a format
    public static Path to(Path folder) {
        return to(folder, LogFormat.of(System.getenv()));
    }

    static Path to(Path folder, LogFormat format) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        URL configuration = Objects.requireNonNull(LogFiles.class.getResource(CONFIGURATION), CONFIGURATION);
        JoranConfigurator configurator = new JoranConfigurator();
        context.reset();
        context.putProperty(FOLDER, folder.toString());
        configurator.setContext(context);
        try {
            configurator.doConfigure(configuration);
        } catch (JoranException e) {
            throw new IllegalStateException("the logging configuration " + configuration + " is invalid", e);
        }
        if (format == LogFormat.JSON) {
            writeJson(context);
        }
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        return folder.resolve(FILE);
    }

    /// Lets the log file of `logback-files.xml` have JSON.
    static void writeJson(LoggerContext context) {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.setWithContext(false);
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.setWithFormattedMessage(true);
        encoder.start();
        if (context.getLogger(Logger.ROOT_LOGGER_NAME)
                .getAppender(APPENDER) instanceof OutputStreamAppender<ILoggingEvent> file) {
            file.setEncoder(encoder);
        }
    }
}
