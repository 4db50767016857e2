package io.cryptodata.api.http;

import io.cryptodata.api.json.Json;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/// Responses of handlers. They are compressed for clients that accept it, except on this machine, where compression costs more
/// time than it saves.
public final class Replies {
    /// The media type of most responses.
    public static final String JSON = "application/json";

    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);
    static final String NO_STORE = "no-store";
    private static final String GZIP = "gzip";
    private static final int GZIP_BUFFER = 16 << 10;

    private Replies() {}

    /// Writes a response.
    @FunctionalInterface
    public interface Writer {
        /// Writes all of it; the stream is closed by the caller. A failure cuts the response off, so that the client does not
        /// take it for a whole one.
        void write(OutputStream out) throws Exception;
    }

    /// Status 200 with a read model as JSON.
    public static void json(ServerRequest request, ServerResponse response, Object model) {
        stream(request, response, JSON, out -> Json.write(out, model));
    }

    /// Status 200 with a body that is written piece by piece.
    public static void stream(ServerRequest request, ServerResponse response, String mediaType, Writer writer) {
        response.headers().set(HeaderNames.CONTENT_TYPE, mediaType);
        response.headers().setIfAbsent(io.helidon.http.HeaderValues.create(HeaderNames.CACHE_CONTROL, NO_STORE));
        write(request, response, isCompressed(request), writer);
    }

    /// Status 200 with Server-Sent Events, which are never compressed.
    public static void events(ServerRequest request, ServerResponse response, Writer writer) {
        response.headers().set(HeaderNames.CONTENT_TYPE, "text/event-stream");
        response.headers().set(HeaderNames.CACHE_CONTROL, NO_STORE);
        write(request, response, false, writer);
    }

    private static void write(ServerRequest request, ServerResponse response, boolean compressed, Writer writer) {
        if (compressed) {
            response.headers().set(HeaderNames.CONTENT_ENCODING, GZIP);
            response.headers().set(HeaderNames.VARY, "Accept-Encoding");
        }
        OutputStream plain = response.outputStream();
        try (OutputStream out = compressed ? new GZIPOutputStream(plain, GZIP_BUFFER) : plain) {
            writer.write(out);
        } catch (CutOffException gone) {
            throw gone;
        } catch (Exception failure) {
            throw failed(request, response, failure);
        }
    }

    /// The same for a response that reads rows while it is written: of these, few are in progress at a time.
    ///
    /// @throws ProblemException if too many are
    public static void bulk(ServerRequest request, ServerResponse response, String mediaType, Writer writer) {
        try (Admission.Permit _ = ClientConnection.current().enterBulk()) {
            stream(request, response, mediaType, writer);
        }
    }

    /// Before the first byte the failure becomes a problem, afterwards it ends the connection.
    private static RuntimeException failed(ServerRequest request, ServerResponse response, Exception failure) {
        if (response.bytesWritten() == 0) {
            return failure instanceof RuntimeException known ? known : new HandlerException(failure);
        }
        if (!(failure instanceof IOException)) {
            LOG.error("{} {} failed after its first bytes", request.prologue().method().text(),
                    request.path().rawPath(), failure);
        }
        return new CutOffException();
    }

    private static boolean isCompressed(ServerRequest request) {
        return request.headers().contains(HeaderNames.ACCEPT_ENCODING)
                && request.headers().get(HeaderNames.ACCEPT_ENCODING).get().contains(GZIP)
                && !request.remotePeer().address().toString().contains("/127.");
    }
}
