package io.cryptodata.allinone.containers;

import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.DockerImageName;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// An image of `docker-compose.yml`, or of the proxy between its parts. The variable `CDA_IMAGE_...` names another one, as
/// for Docker Compose.
enum ContainerImage {
    KAFKA, TIMESCALEDB, REGISTRY, CONNECT, PRODUCERS, STREAMS, SINKS,
    /// the command line
    CDA,
    /// cuts, delays and holds connections
    TOXIPROXY;

    private static final String STANDARD_PROXY = "ghcr.io/shopify/toxiproxy:2.12.0";
    private static final long PULL_MINUTES = 5;
    private static final ConcurrentHashMap<DockerImageName, Boolean> AVAILABLE = new ConcurrentHashMap<>();

    DockerImageName imageName() {
        String variable = "CDA_IMAGE_" + name();
        return DockerImageName.parse(Objects.requireNonNullElseGet(System.getenv(variable), () -> standard(variable)));
    }

    /// Whether the image is on this machine, or can be pulled.
    boolean isAvailable() {
        return AVAILABLE.computeIfAbsent(imageName(), name -> isOnThisMachine(name) || canBePulled(name));
    }

    /// Skips the calling test, and prints why, unless an engine responds and has these images.
    static void require(ContainerImage... images) {
        missing(List.of(images)).ifPresent(reason -> {
            System.out.println("SKIPPED: " + reason);
            Assumptions.abort(reason);
        });
    }

    private static Optional<String> missing(List<ContainerImage> images) {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.of("no Docker Engine responds");
        }
        return images.stream().filter(image -> !image.isAvailable()).findFirst()
                .map(image -> "the image " + image.imageName() + " is missing and cannot be pulled; CDA_IMAGE_"
                        + image.name() + " names another one");
    }

    private static boolean isOnThisMachine(DockerImageName name) {
        try {
            return DockerClientFactory.lazyClient().inspectImageCmd(name.asCanonicalNameString()).exec() != null;
        } catch (NotFoundException absent) {
            return false;
        }
    }

    private static boolean canBePulled(DockerImageName name) {
        try {
            return DockerClientFactory.lazyClient().pullImageCmd(name.getUnversionedPart())
                    .withTag(name.getVersionPart()).start().awaitCompletion(PULL_MINUTES, TimeUnit.MINUTES);
        } catch (DockerException | DockerClientException refused) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// The image of `.env.example`, by its digest alone: Testcontainers does not read a tag before a digest.
    private static String standard(String variable) {
        if (variable.endsWith(TOXIPROXY.name())) {
            return STANDARD_PROXY;
        }
        Path example = Path.of(System.getProperty("repository.root"), ".env.example");
        try (Stream<String> lines = Files.lines(example)) {
            return lines.filter(line -> line.startsWith("# " + variable + "=")).findFirst()
                    .map(line -> line.substring(line.indexOf('=') + 1).replaceFirst(":[^:@/]+@", "@"))
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The name of its container in the network of a test.
    String host() {
        return name().toLowerCase(Locale.ROOT);
    }
}
