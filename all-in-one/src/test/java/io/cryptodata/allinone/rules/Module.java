package io.cryptodata.allinone.rules;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The modules with Java code, lowest first. Each may depend on the modules named after it and on no other.
enum Module {
    DOMAIN, SCHEMAS(DOMAIN), SERVICE(DOMAIN, SCHEMAS), SIMULATOR(DOMAIN), PRODUCERS(DOMAIN, SCHEMAS, SERVICE), STREAMS(
            DOMAIN, SCHEMAS, SERVICE), SINKS(DOMAIN, SCHEMAS, SERVICE), API(DOMAIN, SCHEMAS,
                    SERVICE), ALLINONE(DOMAIN, SCHEMAS, SERVICE, SIMULATOR, PRODUCERS, STREAMS, SINKS, API);

    private final List<Module> below;

    Module(Module... below) {
        this.below = List.of(below);
    }

    /// The package that only assembles the module.
    String root() {
        return "io.cryptodata." + name().toLowerCase(Locale.ROOT);
    }

    /// Every package of the module, the root included.
    String packages() {
        return root() + "..";
    }

    /// Every package of the module except its root.
    String innerPackages() {
        return root() + ".*..";
    }

    /// The packages of every module that this one must not depend on.
    String[] forbidden() {
        return Stream.of(values()).filter(other -> other != this && !below.contains(other)).map(Module::packages)
                .toArray(String[]::new);
    }
}
