package io.cryptodata.allinone.demo;

import io.cryptodata.allinone.cli.Cda;

/// The command line in a JVM that a test starts and stops.
public final class CommandLineMain {
    private CommandLineMain() {}

    public static void main(String[] arguments) {
        System.setProperty("cda.home", System.getProperty("repository.root", ".."));
        Cda.main(arguments);
    }
}
