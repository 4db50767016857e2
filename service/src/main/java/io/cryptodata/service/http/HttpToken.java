package io.cryptodata.service.http;

import io.cryptodata.service.settings.Format;
import io.cryptodata.service.settings.Setting;
import io.cryptodata.service.settings.Settings;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/// The token that requests for metrics and for the reasons of a health report must carry. It is never printed.
public final class HttpToken {
    private static final int SHORTEST = 16;
    private static final String SCHEME = "Bearer ";
    private static final Setting<HttpToken> TOKEN = Setting
            .of("CDA_HTTP_TOKEN",
                    Format.of("at least " + SHORTEST + " printable characters without spaces", HttpToken::new),
                    "the bearer token of requests for `/metrics` and for the reasons in `/live` and `/ready`, whose status stays open")
            .asSecret();

    private final byte[] digest;
    private final String text;

    /// @throws IllegalArgumentException if it is too short, or a header cannot hold it
    public HttpToken(String text) {
        if (text.length() < SHORTEST || !text.matches("[\\x21-\\x7e]+")) {
            throw new IllegalArgumentException("no token");
        }
        this.text = text;
        this.digest = digestOf(SCHEME + text);
    }

    /// The token of all processes and commands; empty where everything is open.
    public static Optional<HttpToken> read(Settings settings) {
        return settings.prefixed("").find(TOKEN);
    }

    /// The header `Authorization` of a request.
    public String authorization() {
        return SCHEME + text;
    }

    /// Whether a header `Authorization` has the token. Takes the same time whatever it has.
    public boolean matches(@Nullable String authorization) {
        return MessageDigest.isEqual(digest, digestOf(authorization == null ? "" : authorization));
    }

    private static byte[] digestOf(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HttpToken token && token.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "********";
    }
}
