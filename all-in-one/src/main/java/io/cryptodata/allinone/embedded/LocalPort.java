package io.cryptodata.allinone.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A TCP port on the loopback address.
///
/// @param purpose what listens there, for people
/// @param option the command line option that changes it
public record LocalPort(int number, String purpose, String option) {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

    public LocalPort {
        if (number < 1 || number > 65_535) {
            throw new IllegalArgumentException(option + " must be between 1 and 65535, not " + number);
        }
    }

    /// A port that is free now.
    public static int free() {
        return free(1).getFirst();
    }

    /// Different ports that are free now.
    public static List<Integer> free(int count) {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Integer> ports = new ArrayList<>(List.of(socket.getLocalPort()));
            if (count > 1) {
                // while this one is taken
                ports.addAll(free(count - 1));
            }
            return ports;
        } catch (IOException failed) {
            throw new UncheckedIOException("no free port on the loopback address", failed);
        }
    }

    /// @throws StartException when something else listens on this port
    public void requireFree() {
        conflict().ifPresent(conflict -> {
            throw new StartException(conflict);
        });
    }

    /// The message for people when something else listens on this port.
    Optional<String> conflict() {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number));
            return Optional.empty();
        } catch (IOException inUse) {
            return Optional.of("Port " + number + " for the " + purpose + " is in use by "
                    + PortHolder.of(number).orElse("another program") + ": stop that, or choose another port with "
                    + option + ".");
        }
    }

    /// Whether something accepts connections on this port.
    boolean isOpen() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), number),
                    (int) CONNECT_TIMEOUT.toMillis());
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
