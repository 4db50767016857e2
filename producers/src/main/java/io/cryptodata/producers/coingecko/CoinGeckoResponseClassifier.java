package io.cryptodata.producers.coingecko;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.http.ResponseClassifier;
import io.cryptodata.producers.http.UnreadableBody;
import io.cryptodata.producers.http.HttpTransport.Answered;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// What an answer of CoinGecko means: which are answers, which ask for patience, which are final.
///
/// [Errors and limits](https://docs.coingecko.com/docs/common-errors-rate-limit)
final class CoinGeckoResponseClassifier {
    private static final Duration SLOW_DOWN = Duration.ofSeconds(60);
    /// a block by the network in front of CoinGecko names no end, and asking on prolongs it
    private static final Duration FIREWALL = Duration.ofMinutes(5);

    private CoinGeckoResponseClassifier() {}

    static Fetch<CoinPage> read(Answered answer) {
        String said = "HTTP " + answer.status();
        return switch (answer.status()) {
            case 429 -> slowDown(answer, said + ": too many requests");
            case 408 -> new Fetch.Unavailable<>(said + ": CoinGecko was too slow for itself");
            case 451 -> new Fetch.Rejected<>(said + ": CoinGecko does not serve this location");
            default -> answer.status() >= 500
                    ? new Fetch.Unavailable<>(said + ": CoinGecko has trouble")
                    : readText(answer, said);
        };
    }

    private static Fetch<CoinPage> readText(Answered answer, String said) {
        if (ResponseClassifier.isJson(answer)) {
            return readJson(answer, said);
        }
        return answer.status() == 403
                ? new Fetch.Banned<>(ResponseClassifier.retryAfter(answer).orElse(FIREWALL),
                        said + ": the firewall in front of CoinGecko has blocked this address")
                : ResponseClassifier.notJson(answer);
    }

    private static Fetch<CoinPage> readJson(Answered answer, String said) {
        try {
            JsonNode body = CoinGeckoPayloads.tree(answer.body());
            Optional<CoinGeckoPayloads.Problem> problem = CoinGeckoPayloads.problem(body);
            if (problem.isPresent()) {
                return refused(answer, said, problem.get());
            }
            return answer.status() == 200
                    ? new Fetch.Ok<>(CoinGeckoPayloads.page(body))
                    : new Fetch.Rejected<>(said + ": " + answer.excerpt());
        } catch (UnreadableBody e) {
            return ResponseClassifier.unreadable(e, answer);
        }
    }

    private static Fetch<CoinPage> refused(Answered answer, String said, CoinGeckoPayloads.Problem problem) {
        String theirs = said + ", code " + problem.code() + ": " + problem.message();
        return switch ((int) problem.code()) {
            case 429 -> slowDown(answer, theirs);
            case 1020 -> new Fetch.Banned<>(ResponseClassifier.retryAfter(answer).orElse(FIREWALL), theirs);
            case 10002 -> needsPeople("CoinGecko wants a key: set COINGECKO_TIER to DEMO or PRO and COINGECKO_KEY or "
                    + "COINGECKO_KEY_FILE", theirs);
            case 10005 -> needsPeople("the plan behind the key does not include this: use a key of a larger plan, or "
                    + "fewer COINGECKO_PAGES", theirs);
            case 10010 -> needsPeople("the key is wrong, or it is a PRO key and went to the address for DEMO keys: "
                    + "check the key, and set COINGECKO_TIER to PRO if it is one", theirs);
            case 10011 -> needsPeople("the key is wrong, or it is a DEMO key and went to the address for PRO keys: "
                    + "check the key, and set COINGECKO_TIER to DEMO if it is one", theirs);
            default -> otherProblem(answer, theirs, problem);
        };
    }

    private static Fetch<CoinPage> otherProblem(Answered answer, String theirs, CoinGeckoPayloads.Problem problem) {
        String text = problem.message().toLowerCase(Locale.ROOT);
        if (text.contains("rate limit") || text.contains("throttled") || text.contains("too many requests")) {
            return slowDown(answer, theirs);
        }
        return answer.status() < 300 || problem.code() >= 500 && problem.code() < 600
                ? new Fetch.Unavailable<>(theirs)
                : new Fetch.Rejected<>(theirs);
    }

    private static Fetch<CoinPage> needsPeople(String whatToDo, String theirs) {
        return new Fetch.Rejected<>(whatToDo + " (" + theirs + ")");
    }

    private static Fetch<CoinPage> slowDown(Answered answer, String reason) {
        return new Fetch.SlowDown<>(ResponseClassifier.retryAfter(answer).orElse(SLOW_DOWN), reason);
    }
}
