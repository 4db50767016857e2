package io.cryptodata.api.operator;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.api.http.ProblemException;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// An action that an operator requests, confirmed.
///
/// @param target a task, a venue, a connector or a topic, by the action
/// @param by who requests it
/// @param reason why; null if none is given
/// @param until when a pause ends by itself; null if only a resume ends it
record ActionRequest(Kind action, String target, String by, @Nullable String reason, @Nullable Instant until) {
    private static final List<String> MEMBERS = List.of("action", "target", "by", "reason", "until", "confirm");

    enum Kind {
        RUN, PAUSE, RESUME, RESTART_CONNECTOR, RETRY_DEAD_LETTERS;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String label) {
            return Arrays.stream(values()).filter(kind -> kind.label().equals(label)).findFirst()
                    .orElseThrow(() -> ProblemException.ofParameter("action", "action must be one of "
                            + Arrays.stream(values()).map(Kind::label).toList() + ", but was '" + label + "'"));
        }
    }

    /// @throws ProblemException for a body that is not one
    static ActionRequest of(JsonNode body) {
        Members members = Members.of(body, MEMBERS);
        Kind action = Kind.of(members.required("action", "what to do"));
        String target = members.required("target", "a task, a venue, a connector or a topic");
        String by = members.by();
        Instant until = members.time("until").orElse(null);
        if (until != null && action != Kind.PAUSE) {
            throw ProblemException.ofParameter("until", "only a pause has an end");
        }
        members.requireConfirmation();
        return new ActionRequest(action, target, by, members.text("reason").orElse(null), until);
    }
}
