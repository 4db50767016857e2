package io.cryptodata.allinone.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The line between a browser and the server of the page. While it is cut, open connections are closed and new ones refused.
final class CuttableLine implements AutoCloseable {
    private final ServerSocket browsers;
    private final int server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean isCut;

    /// @param server its port
    CuttableLine(int server) {
        this.server = server;
        try {
            browsers = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + browsers.getLocalPort();
    }

    void cut() {
        isCut = true;
        open.forEach(CuttableLine::close);
    }

    void reconnect() {
        isCut = false;
    }

    private void accept() {
        try {
            while (true) {
                Socket browser = browsers.accept();
                threads.execute(() -> connect(browser));
            }
        } catch (IOException closed) {
            threads.shutdown();
        }
    }

    private void connect(Socket browser) {
        open.add(browser);
        try (browser; Socket target = new Socket(InetAddress.getLoopbackAddress(), server)) {
            if (isCut) {
                return;
            }
            threads.execute(() -> copy(target, browser));
            copy(browser, target);
        } catch (IOException e) {
            // the server does not run
        } finally {
            open.remove(browser);
        }
    }

    /// Until one of the two ends.
    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException ended) {
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        cut();
        try {
            browsers.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
