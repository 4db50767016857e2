package io.cryptodata.api.http;

import io.cryptodata.api.http.PageFiles.PageFile;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.util.List;

/// Serves the page: its document for the path of every view, and its files. Browsers ask whether a file has changed, so that
/// an update is seen at once.
final class Page {
    private static final List<String> VIEWS = List.of("/", "/market", "/screener", "/universe");
    private static final HeaderName POLICY = HeaderNames.create("Content-Security-Policy");
    private static final int NOT_MODIFIED = 304;

    private final PageFiles files = new PageFiles();

    /// Adds the routes, relative to the root of the server.
    void routes(HttpRules rules) {
        VIEWS.forEach(view -> rules.get(view, (request, response) -> send(request, response, files.index()))
                .head(view, (request, response) -> send(request, response, files.index())));
        rules.get("/*", this::file).head("/*", this::file);
    }

    private void file(ServerRequest request, ServerResponse response) {
        String name = request.path().absolute().path().substring(1);
        PageFile file = files.find(name)
                .orElseThrow(
                        () -> ProblemException.notFound("there is nothing at this path; the read API is at /api/v1"));
        send(request, response, file);
    }

    private static void send(ServerRequest request, ServerResponse response, PageFile file) {
        response.headers().set(HeaderNames.ETAG, file.tag());
        response.headers().set(HeaderNames.CACHE_CONTROL, "no-cache");
        response.headers().set(HeaderNames.VARY, "Accept-Encoding");
        if (!file.policy().isEmpty()) {
            response.headers().set(POLICY, file.policy());
        }
        if (request.headers().first(HeaderNames.IF_NONE_MATCH).filter(tags -> tags.contains(file.tag())).isPresent()) {
            response.status(NOT_MODIFIED).send();
            return;
        }
        boolean compressed = request.headers().first(HeaderNames.ACCEPT_ENCODING)
                .filter(accepted -> accepted.contains("gzip")).isPresent();
        if (compressed) {
            response.headers().set(HeaderNames.CONTENT_ENCODING, "gzip");
        }
        response.headers().set(HeaderNames.CONTENT_TYPE, file.type());
        byte[] body = compressed ? file.compressed() : file.content();
        response.headers().contentLength(body.length);
        if (request.prologue().method().text().equals("HEAD")) {
            response.send();
        } else {
            response.send(body);
        }
    }
}
