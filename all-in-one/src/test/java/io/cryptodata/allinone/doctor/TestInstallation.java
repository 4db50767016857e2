package io.cryptodata.allinone.doctor;

import io.cryptodata.allinone.embedded.DiskLimits;
import io.cryptodata.service.http.HttpToken;
import io.cryptodata.service.instance.Endpoints;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An installation of which only some things are known.
final class TestInstallation {
    private TestInstallation() {}

    static Installation of(Path data, boolean configured, List<String> processes, Optional<HttpToken> token,
            long freeBytes) {
        return new Installation(data, List.of(), configured, new Endpoints(Map.of()), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Optional.empty(), processes, token, 12,
                new Installation.Disk(new DiskLimits(0, 1L << 30), _ -> freeBytes));
    }
}
