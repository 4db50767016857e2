package io.cryptodata.allinone.crash;

import org.jspecify.annotations.Nullable;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/// Stands between clients and a broker, and can withhold the response to a request that ends a transaction: the broker has
/// carried it out, the client never learns of it.
///
/// The framing and the request header are those of Kafka's protocol: a length, then API key, version, correlation id and the
/// client's id. Source: <https://kafka.apache.org/protocol#protocol_messages>.
final class KafkaProxy implements AutoCloseable {
    private static final short END_TXN = 26;

    private final ServerSocket server;
    private final int broker;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicReference<@Nullable Fault> armed = new AtomicReference<>();

    /// What to do instead of forwarding the response.
    ///
    /// @param clients the prefix of the ids of the clients that it concerns
    record Fault(String clients, Runnable action) {}

    /// @param broker the broker's port
    KafkaProxy(int broker) {
        this.broker = broker;
        try {
            server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /// Withholds the next response to such a client, once.
    void withholdNextEndOfTransaction(Fault fault) {
        armed.set(fault);
    }

    /// Whether the fault has not occurred yet; it does not occur any more.
    boolean disarm() {
        return armed.getAndSet(null) != null;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                threads.execute(() -> connect(client));
            }
        } catch (IOException e) {
            threads.shutdown();
        }
    }

    private void connect(Socket client) {
        try (client; Socket target = new Socket(InetAddress.getLoopbackAddress(), broker)) {
            client.setTcpNoDelay(true);
            target.setTcpNoDelay(true);
            Connection connection = new Connection(client, target);
            var responses = threads.submit(connection::responses);
            connection.requests();
            target.shutdownOutput();
            responses.get();
        } catch (Exception e) {
            // a connection ends when either side closes it
        }
    }

    private final class Connection {
        private final Socket client;
        private final Socket target;
        private volatile @Nullable Fault fault;
        private volatile int correlation;

        Connection(Socket client, Socket target) {
            this.client = client;
            this.target = target;
        }

        @Nullable
        Void requests() throws IOException {
            DataInputStream in = new DataInputStream(client.getInputStream());
            DataOutputStream out = new DataOutputStream(target.getOutputStream());
            while (true) {
                byte[] frame = frame(in);
                inspect(ByteBuffer.wrap(frame));
                write(frame, out);
            }
        }

        private void inspect(ByteBuffer request) {
            if (request.getShort() != END_TXN) {
                return;
            }
            request.getShort();
            int id = request.getInt();
            byte[] name = new byte[Math.max(request.getShort(), 0)];
            request.get(name);
            Fault wanted = armed.get();
            if (wanted != null && new String(name, StandardCharsets.UTF_8).startsWith(wanted.clients())
                    && armed.compareAndSet(wanted, null)) {
                correlation = id;
                fault = wanted;
            }
        }

        @Nullable
        Void responses() throws IOException {
            DataInputStream in = new DataInputStream(target.getInputStream());
            DataOutputStream out = new DataOutputStream(client.getOutputStream());
            while (true) {
                byte[] frame = frame(in);
                Fault withheld = fault;
                if (withheld != null && ByteBuffer.wrap(frame).getInt() == correlation) {
                    withheld.action().run();
                    client.close();
                    return null;
                }
                write(frame, out);
            }
        }

        private static byte[] frame(DataInputStream in) throws IOException {
            byte[] frame = new byte[in.readInt()];
            in.readFully(frame);
            return frame;
        }

        private static void write(byte[] frame, DataOutputStream out) throws IOException {
            ByteBuffer whole = ByteBuffer.allocate(Integer.BYTES + frame.length).putInt(frame.length).put(frame);
            out.write(whole.array());
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
