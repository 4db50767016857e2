package io.cryptodata.api.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import java.util.Locale;

/// Why a request has no result, in the form of RFC 9457.
///
/// @param type a URN of the title
/// @param title the same for all problems of a kind
/// @param status of the response
/// @param detail what is wrong with this request, and what to change
/// @param instance the path of the request
/// @param parameter the query parameter or the member of the body that is wrong; null if it is none
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(String type, String title, int status, String detail, String instance,
        @Nullable String parameter) {
    private static final String TYPE_PREFIX = "urn:cryptodata:problem:";

    static Problem of(ProblemException failure, String path) {
        return new Problem(typeOf(failure.title()), failure.title(), failure.status(), failure.detail(), path,
                failure.parameter());
    }

    private static String typeOf(String title) {
        return TYPE_PREFIX + title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }
}
