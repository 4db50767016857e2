package io.cryptodata.api.status;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.api.status.PartStatus.State;
import io.cryptodata.service.http.HttpToken;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the process that runs all parts reports of each of them: the space on the disk, why a part is down and when it is
/// restarted. A part that answers may need attention all the same.
record InstanceHealth(Map<String, Report> parts) {
    static final String WITHOUT_REASONS = "the reasons are served with its token alone: set CDA_HTTP_TOKEN";

    private static final String PROCESS = "process";
    private static final String DISK = "disk";
    private static final String PRODUCERS = "producers";

    InstanceHealth {
        parts = new LinkedHashMap<>(parts);
    }

    record Report(String status, String detail) {}

    /// @param url base URL of the process's health; null where there is none
    /// @param token what the reasons demand; empty where they are open
    static InstanceHealth read(JsonClient web, @Nullable String url, Optional<HttpToken> token) {
        if (url == null) {
            return new InstanceHealth(Map.of());
        }
        try {
            return of(web.health(url + "/ready", token));
        } catch (IOException unreachable) {
            return unknown(String.valueOf(unreachable.getMessage()));
        }
    }

    static InstanceHealth unknown(String reason) {
        return new InstanceHealth(Map.of(PROCESS, new Report("down", reason)));
    }

    static InstanceHealth of(JsonNode response) {
        if (!response.has("reasons") && !response.has("parts")) {
            return new InstanceHealth(Map.of(PROCESS, new Report(response.path("status").asText(), WITHOUT_REASONS)));
        }
        Map<String, Report> parts = new LinkedHashMap<>();
        ProcessReport.of(response).parts()
                .forEach((name, part) -> parts.put(name, new Report(part.status(), part.text())));
        return new InstanceHealth(parts);
    }

    /// The rows with what the process reports of these parts, and a row for each part that has none and needs attention. The
    /// disk has a row in any case.
    List<PartStatus> with(List<PartStatus> rows) {
        Map<String, Report> left = new LinkedHashMap<>(parts);
        List<PartStatus> all = new ArrayList<>();
        for (PartStatus row : rows) {
            Report report = left.remove(row.part());
            all.add(report == null ? row : report(row, report));
        }
        left.forEach((name, report) -> {
            PartStatus row = report(PartStatus.up(name, report.detail), report);
            if (name.equals(DISK) || !row.isUp()) {
                all.add(row);
            }
        });
        return all;
    }

    /// A part that starts is judged by whether it answers. What is wrong with a venue is in a table of its own.
    private static PartStatus report(PartStatus row, Report report) {
        return switch (report.status) {
            case "down" -> row.as(State.DOWN, report.detail);
            case "starting" -> row.isUp() ? row : row.as(State.DOWN, report.detail);
            case "degraded" ->
                row.isUp() && !row.part().equals(PRODUCERS) ? row.as(State.DEGRADED, report.detail) : row;
            default -> row;
        };
    }
}
