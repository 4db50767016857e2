package io.cryptodata.allinone.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// A TCP port on the loopback address.
///
/// @param purpose what listens there, for people
/// @param option the command line option that changes it
public record LocalPort(int number, String purpose, String option) {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    /// Free ports are taken from below those that an operating system assigns to connections, so that none of these has the
    /// port before its server listens.
    private static final int FIRST_FREE = 15_000;
    private static final int LAST_FREE = 32_000;
    private static final AtomicInteger LAST_TAKEN = new AtomicInteger(
            ThreadLocalRandom.current().nextInt(FIRST_FREE, LAST_FREE));

    public LocalPort {
        if (number < 1 || number > 65_535) {
            throw new IllegalArgumentException(option + " must be between 1 and 65535, not " + number);
        }
    }

    /// A port that is free now.
    public static int free() {
        return free(1).getFirst();
    }

    /// Ports that are free now, each of them once in this process.
    public static List<Integer> free(int count) {
        List<Integer> ports = IntStream.generate(LocalPort::next).limit(LAST_FREE - FIRST_FREE)
                .filter(LocalPort::isFree).limit(count).boxed().toList();
        if (ports.size() < count) {
            throw new StartException("No port between " + FIRST_FREE + " and " + LAST_FREE
                    + " is free on the loopback address.");
        }
        return ports;
    }

    private static int next() {
        return LAST_TAKEN.updateAndGet(port -> port < LAST_FREE ? port + 1 : FIRST_FREE);
    }

    private static boolean isFree(int number) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number));
            return true;
        } catch (IOException inUse) {
            return false;
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
        return isFree(number)
                ? Optional.empty()
                : Optional.of("Port " + number + " for the " + purpose + " is in use by "
                        + PortHolder.of(number).orElse("another program") + ": stop that, or choose another port with "
                        + option + ".");
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
