package io.cryptodata.api.operator;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.api.http.ProblemException;
import io.cryptodata.api.query.Arguments;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// The members of the body of a request, read strictly: a name that the route does not know and a value of another form are
/// problems, which name what is accepted.
final class Members {
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_TEXT = 500;

    private final JsonNode body;

    private Members(JsonNode body) {
        this.body = body;
    }

    /// @param known the names that the route accepts
    static Members of(JsonNode body, List<String> known) {
        for (Iterator<String> names = body.fieldNames(); names.hasNext();) {
            String name = names.next();
            if (!known.contains(name)) {
                throw ProblemException.ofParameter(name,
                        "there is no member '" + name + "': the body has " + String.join(", ", known));
            }
        }
        return new Members(body);
    }

    boolean has(String name) {
        return body.hasNonNull(name);
    }

    /// @param expected what it is, for problems
    String required(String name, String expected) {
        return text(name).orElseThrow(
                () -> ProblemException.ofParameter(name, name + " is missing: it must be " + expected));
    }

    /// Who requests it.
    String by() {
        String by = required("by", "the name of who requests it");
        if (by.length() > LONGEST_NAME) {
            throw ProblemException.ofParameter("by", "by must be at most " + LONGEST_NAME + " characters");
        }
        return by;
    }

    /// Without control characters, and without spaces around it; empty for none.
    Optional<String> text(String name) {
        JsonNode value = body.get(name);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw ProblemException.ofParameter(name, name + " must be a text");
        }
        String text = value.textValue().replaceAll("\\p{Cntrl}", " ").strip();
        if (text.length() > LONGEST_TEXT) {
            throw ProblemException.ofParameter(name, name + " must be at most " + LONGEST_TEXT + " characters");
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    boolean truth(String name) {
        JsonNode value = body.get(name);
        if (value == null || !value.isBoolean()) {
            throw ProblemException.ofParameter(name, name + " must be true or false");
        }
        return value.booleanValue();
    }

    /// Of the years 1970 to 2099.
    Optional<Instant> time(String name) {
        return text(name).map(text -> {
            try {
                return Arguments.parseTime(text);
            } catch (IllegalArgumentException | DateTimeException e) {
                throw ProblemException.ofParameter(name,
                        name + " must be a time before 2100 like 2026-03-01T00:00:00Z, but was '" + text + "'");
            }
        });
    }

    /// @throws ProblemException unless the request is confirmed
    void requireConfirmation() {
        JsonNode value = body.get("confirm");
        if (value == null || !value.isBoolean() || !value.booleanValue()) {
            throw ProblemException.ofParameter("confirm", "an action must be confirmed: confirm must be true");
        }
    }
}
