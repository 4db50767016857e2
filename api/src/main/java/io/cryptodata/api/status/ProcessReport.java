package io.cryptodata.api.status;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.service.http.HttpToken;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a process reports of its health, and of that of its parts.
///
/// @param name of the process
/// @param parts in the order of the report; empty where the process has none
public record ProcessReport(String name, Report report, Map<String, Report> parts) {
    public ProcessReport {
        parts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    }

    /// The health of a process or a part.
    ///
    /// @param status `starting`, `up`, `degraded` or `down`
    /// @param reasons empty where it works, or where the process reports them only to a request with its token
    /// @param detail for people; empty for none
    public record Report(String status, List<String> reasons, String detail) {
        public Report {
            reasons = List.copyOf(reasons);
        }

        /// Whether nothing needs attention.
        public boolean isUp() {
            return status.equals("up");
        }

        /// The reasons, otherwise the detail.
        String text() {
            return reasons.isEmpty() ? detail : String.join("; ", reasons);
        }

        private static Report of(JsonNode report) {
            List<String> reasons = new ArrayList<>();
            report.path("reasons").forEach(reason -> reasons.add(reason.asText()));
            return new Report(report.path("status").asText(), reasons, report.path("detail").asText(""));
        }
    }

    /// Asks a process.
    ///
    /// @param url base URL of its health
    /// @param token that it may demand for its reasons
    /// @throws IOException with the reason if it does not report
    public static ProcessReport read(String url, Optional<HttpToken> token, Duration timeout) throws IOException {
        try (JsonClient web = new JsonClient(timeout)) {
            return of(web.health(url + "/ready", token));
        }
    }

    static ProcessReport of(JsonNode response) {
        Map<String, Report> parts = new LinkedHashMap<>();
        response.path("parts").properties().forEach(part -> parts.put(part.getKey(), Report.of(part.getValue())));
        return new ProcessReport(response.path("name").asText(), Report.of(response), parts);
    }
}
