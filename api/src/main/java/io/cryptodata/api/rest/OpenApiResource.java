package io.cryptodata.api.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.cryptodata.api.http.Query;
import io.cryptodata.api.http.Replies;
import io.cryptodata.api.http.Resource;
import io.helidon.webserver.http.HttpRules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The OpenAPI document, as it is written and as JSON.
public final class OpenApiResource implements Resource {
    private static final String YAML = "application/yaml";

    private final byte[] yaml = read();

    /// Parsed when it is first requested.
    private static final class Parsed {
        static final byte[] JSON = json();

        private static byte[] json() {
            try {
                return document().toString().getBytes(StandardCharsets.UTF_8);
            } catch (IOException malformed) {
                throw new UncheckedIOException(malformed);
            }
        }
    }

    private static JsonNode document() throws IOException {
        return new YAMLMapper().readTree(read());
    }

    private static byte[] read() {
        try (InputStream in = OpenApiResource.class.getResourceAsStream("openapi.yaml")) {
            if (in == null) {
                throw new IllegalStateException("openapi.yaml is not on the class path");
            }
            return in.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void routes(HttpRules rules) {
        rules.get("/openapi.yaml", (request, response) -> {
            Query.of(request);
            Replies.stream(request, response, YAML, out -> out.write(yaml));
        }).get("/openapi.json", (request, response) -> {
            Query.of(request);
            Replies.stream(request, response, Replies.JSON, out -> out.write(Parsed.JSON));
        });
    }
}
