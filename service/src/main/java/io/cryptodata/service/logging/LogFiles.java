package io.cryptodata.service.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
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

    private LogFiles() {}

    /// From now on this process, including its libraries, logs to a file in this folder.
    ///
    /// @return the file
    public static Path to(Path folder) {
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
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        return folder.resolve(FILE);
    }
}
