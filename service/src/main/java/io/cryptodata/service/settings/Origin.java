package io.cryptodata.service.settings;

import java.nio.file.Path;

/// Where a value comes from.
public sealed interface Origin {
    /// The declaration of the setting.
    record Default() implements Origin {
        @Override
        public String toString() {
            return "default";
        }
    }

    /// A variable of the environment.
    record Environment() implements Origin {
        @Override
        public String toString() {
            return "environment";
        }
    }

    /// A configuration file.
    record ConfigFile(Path path) implements Origin {
        @Override
        public String toString() {
            return path.toString();
        }
    }
}
