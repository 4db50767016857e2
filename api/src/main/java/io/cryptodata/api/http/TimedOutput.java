package io.cryptodata.api.http;

import java.io.IOException;
import java.io.OutputStream;

/// The body of a response, written in pieces, so that a client that does not receive them is noticed. A client that has gone
/// is a [CutOffException].
final class TimedOutput extends OutputStream {
    private static final int PIECE = 32 << 10;

    private final OutputStream out;
    private final ClientConnection connection;
    private boolean any;

    TimedOutput(OutputStream out, ClientConnection connection) {
        this.out = out;
        this.connection = connection;
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    @Override
    public void write(int value) {
        write(new byte[]{(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        for (int from = 0; from < length; from += PIECE) {
            int start = offset + from;
            int some = Math.min(PIECE, length - from);
            any = true;
            timed(some, () -> out.write(bytes, start, some));
        }
    }

    @Override
    public void flush() {
        timed(0, out::flush);
    }

    /// The server may write the rest later: the connection counts as writing until the end of the response.
    @Override
    public void close() {
        if (any) {
            flush();
        }
        connection.writing();
        try {
            out.close();
        } catch (IOException | RuntimeException gone) {
            throw new CutOffException(gone);
        }
    }

    private void timed(int bytes, Step step) {
        connection.writing();
        try {
            step.run();
        } catch (IOException | RuntimeException gone) {
            connection.wrote(0); // throws if it was cut off
            throw new CutOffException(gone);
        }
        connection.wrote(bytes);
    }
}
