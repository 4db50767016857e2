package io.cryptodata.api.pipeline;

import io.cryptodata.api.status.PartStatus;
import io.cryptodata.api.status.ProcessReport;
import io.cryptodata.service.http.HttpToken;
import io.cryptodata.service.lifecycle.Health;
import io.micrometer.core.instrument.MeterRegistry;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Reads the health of every process, and producers for what they measure: those of this process directly, others by HTTP.
final class ProcessProbe implements Callable<ProcessProbe.Result>, AutoCloseable {
    private static final int OK = 200;
    private static final String PRODUCERS = "producers";

    private final Instance instance;
    private final Set<String> processes;
    private final Optional<HttpToken> token;
    private final Duration timeout;
    private final HttpClient http;

    /// What runs in this process besides the API.
    ///
    /// @param parts health by name; empty if the API runs alone
    record Instance(MeterRegistry meters, Supplier<Map<String, Health>> parts) {}

    record Result(List<PartStatus> parts, ProducerReadings readings) {
        static final Result NONE = new Result(List.of(), ProducerReadings.NONE);

        Result and(Result other) {
            return new Result(Stream.concat(parts.stream(), other.parts.stream()).toList(),
                    readings.and(other.readings));
        }
    }

    /// @param processes base URLs of health and metrics
    /// @param token what reasons and metrics demand
    /// @param timeout of each request
    ProcessProbe(Instance instance, Set<String> processes, Optional<HttpToken> token, Duration timeout) {
        this.instance = instance;
        this.processes = Set.copyOf(processes);
        this.token = token;
        this.timeout = timeout;
        this.http = HttpClient.newBuilder().connectTimeout(timeout).build();
    }

    @Override
    public Result call() throws InterruptedException {
        Map<String, Health> here = instance.parts.get();
        return here.isEmpty()
                ? elsewhere()
                : new Result(here.entrySet().stream()
                        .map(each -> part(each.getKey(), each.getValue())).toList(),
                        ProducerReadings.of(instance.meters));
    }

    private static PartStatus part(String name, Health health) {
        String reasons = health instanceof Health.Up(String detail) ? detail : String.join("; ", health.reasons());
        return new PartStatus(name, stateOf(health.status()), reasons);
    }

    private static PartStatus.State stateOf(String status) {
        return switch (status) {
            case "up" -> PartStatus.State.UP;
            case "down" -> PartStatus.State.DOWN;
            default -> PartStatus.State.DEGRADED;
        };
    }

    private Result elsewhere() throws InterruptedException {
        List<String> urls = processes.stream().sorted().toList();
        Result all = Result.NONE;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Result>> answers = threads.invokeAll(
                    urls.stream().<Callable<Result>>map(url -> () -> probe(url)).toList(), 2 * timeout.toMillis(),
                    TimeUnit.MILLISECONDS);
            for (int i = 0; i < answers.size(); i++) {
                all = all.and(answers.get(i).state() == Future.State.SUCCESS
                        ? answers.get(i).resultNow()
                        : down(urls.get(i), "no complete answer within " + 2 * timeout.toSeconds() + " s"));
            }
        }
        return all;
    }

    private Result probe(String url) {
        try {
            ProcessReport report = ProcessReport.read(url, token, timeout);
            List<PartStatus> parts = new ArrayList<>();
            if (report.parts().isEmpty()) {
                parts.add(part(report.name(), report.report()));
            }
            report.parts().forEach((name, part) -> parts.add(part(name, part)));
            boolean measures = parts.stream().anyMatch(part -> part.part().equals(PRODUCERS));
            return new Result(parts, measures ? readings(url) : ProducerReadings.NONE);
        } catch (IOException unreachable) {
            return down(url, String.valueOf(unreachable.getMessage()));
        }
    }

    private static Result down(String url, String reason) {
        return new Result(List.of(new PartStatus("process " + url, PartStatus.State.DOWN, reason)),
                ProducerReadings.NONE);
    }

    private static PartStatus part(String name, ProcessReport.Report report) {
        return new PartStatus(name, stateOf(report.status()),
                report.reasons().isEmpty() ? report.detail() : String.join("; ", report.reasons()));
    }

    private ProducerReadings readings(String url) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "/metrics")).timeout(timeout);
        token.ifPresent(given -> request.header("Authorization", given.authorization()));
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return response.statusCode() == OK ? ProducerReadings.of(response.body()) : ProducerReadings.NONE;
        } catch (IOException unreachable) {
            return ProducerReadings.NONE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ProducerReadings.NONE;
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
