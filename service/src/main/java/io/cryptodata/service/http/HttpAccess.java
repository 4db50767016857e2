package io.cryptodata.service.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;

/// A server that is reached by HTTP, and how: its requests carry the login, and its certificate is verified. The password is
/// never printed.
///
/// @param url base URL without a path, for example `http://127.0.0.1:8081`
public record HttpAccess(String url, HttpSecurity security) {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    public HttpAccess {
        url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /// Without a login, with the certificates that Java trusts.
    public static HttpAccess plain(String url) {
        return new HttpAccess(url, HttpSecurity.none());
    }

    /// The same security at another address.
    public HttpAccess at(String otherUrl) {
        return new HttpAccess(otherUrl, security);
    }

    /// A client for requests to this server. The caller closes it.
    public HttpClient.Builder client(Duration connectTimeout) {
        HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(connectTimeout);
        security.trusted().ifPresent(client::sslContext);
        return client;
    }

    /// A request with the login.
    ///
    /// @param path begins with a slash
    public HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
        security.authorization().ifPresent(login -> request.header("Authorization", login));
        return request;
    }

    /// What to do where the server refuses the login; empty for any other status.
    public Optional<String> describeRefusal(int status) {
        return status == UNAUTHORIZED || status == FORBIDDEN
                ? Optional.of(url + " refuses the login (status " + status + "): " + security.remedy())
                : Optional.empty();
    }

    /// The URL.
    @Override
    public String toString() {
        return url;
    }
}
