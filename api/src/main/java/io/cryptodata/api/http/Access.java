package io.cryptodata.api.http;

import io.cryptodata.service.http.HttpToken;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// Who may read and who may operate, by the token in the header `Authorization: Bearer TOKEN`.
///
/// @param read required for reading; empty if reading is open
/// @param operator required for operators' actions, and sufficient for reading; empty if actions are disabled
public record Access(Optional<HttpToken> read, Optional<HttpToken> operator) {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final String MISSING = "token required";

    /// @throws IllegalArgumentException if both are the same
    public Access {
        if (read.isPresent() && read.equals(operator)) {
            throw new IllegalArgumentException(
                    "API_READ_TOKEN and API_OPERATOR_TOKEN must differ, or who reads may operate");
        }
    }

    /// Reading is open, actions are disabled.
    public static Access open() {
        return new Access(Optional.empty(), Optional.empty());
    }

    /// @throws ProblemException if the request may not read
    public void requireReader(ServerRequest request) {
        String given = authorization(request);
        if (read.isPresent() && !matches(read, given) && !matches(operator, given)) {
            throw new ProblemException(UNAUTHORIZED, MISSING,
                    "reading demands the header Authorization: Bearer TOKEN, with the token of API_READ_TOKEN");
        }
    }

    /// @throws ProblemException if the request may not operate
    public void requireOperator(ServerRequest request) {
        if (operator.isEmpty()) {
            throw new ProblemException(FORBIDDEN, "operating is disabled",
                    "no operator token is configured: set API_OPERATOR_TOKEN to permit operating");
        }
        if (!matches(operator, authorization(request))) {
            throw new ProblemException(UNAUTHORIZED, MISSING,
                    "operating demands the header Authorization: Bearer TOKEN, with the token of API_OPERATOR_TOKEN");
        }
    }

    private static boolean matches(Optional<HttpToken> token, @Nullable String given) {
        return token.isPresent() && token.get().matches(given);
    }

    private static @Nullable String authorization(ServerRequest request) {
        return request.headers().first(HeaderNames.AUTHORIZATION).orElse(null);
    }
}
