package io.cryptodata.allinone.embedded;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;

/// Sends what all libraries log to files of limited size, so that the terminal stays for people.
/// Until [#to(Path)] is called, nothing is logged anywhere.
public final class LogFiles {

    private static final String CONFIGURATION = "/logback-files.xml";
    private static final String FOLDER = "cda.logs";

    private LogFiles() {}

    /// From now on this process logs to `cda.log` in the folder.
    public static void to(Path folder) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        URL configuration = Objects.requireNonNull(LogFiles.class.getResource(CONFIGURATION), CONFIGURATION);
        JoranConfigurator configurator = new JoranConfigurator();
        context.reset();
        context.putProperty(FOLDER, folder.toString());
        configurator.setContext(context);
        try {
            configurator.doConfigure(configuration);
        } catch (JoranException wrong) {
            throw new IllegalStateException("the logging configuration " + configuration + " is wrong", wrong);
        }
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }
}
