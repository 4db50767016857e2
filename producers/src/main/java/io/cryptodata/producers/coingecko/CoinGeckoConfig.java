package io.cryptodata.producers.coingecko;

import io.cryptodata.service.settings.Settings;
import io.cryptodata.service.settings.SettingsException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The configuration of CoinGecko. The key is read from the environment or from a file that the environment names, never
/// from a command line, and is never logged.
///
/// @param baseUrl without `/api/v3`
/// @param key null exactly for [Tier#KEYLESS]
/// @param pages of a snapshot
/// @param perPage coins on a page
/// @param callsPerMinute calls that CoinGecko allows within any minute
/// @param every how long from one snapshot to the next, counted from midnight UTC
/// @param enabled whether snapshots are taken
public record CoinGeckoConfig(URI baseUrl, Tier tier, @Nullable ApiKey key, int pages, int perPage,
        int callsPerMinute, Duration every, boolean enabled) {
    /// The prefix of all settings.
    public static final String PREFIX = "COINGECKO_";

    private static final int MOST_PAGES = 80;
    private static final int MOST_PER_PAGE = 250;
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");

    public CoinGeckoConfig {
        List<String> problems = new ArrayList<>();
        expect(tier.needsKey() == (key != null),
                tier.needsKey()
                        ? "TIER is " + tier + ", which needs a key: set " + PREFIX + "KEY or " + PREFIX + "KEY_FILE"
                        : "TIER is KEYLESS, but a key is set: set " + PREFIX + "TIER to DEMO or PRO",
                problems);
        expect(key == null || "https".equals(baseUrl.getScheme()) || THIS_MACHINE.contains(baseUrl.getHost()),
                "BASE_URL must be https, because a key is sent there, but was '" + baseUrl + "'", problems);
        expect(pages >= 1 && pages <= MOST_PAGES, "PAGES must be between 1 and 80, but was '" + pages + "'", problems);
        expect(perPage >= 1 && perPage <= MOST_PER_PAGE,
                "PER_PAGE must be between 1 and 250, but was '" + perPage + "'", problems);
        expect(callsPerMinute >= 2 && callsPerMinute <= 10_000,
                "CALLS_PER_MINUTE must be between 2 and 10000, but was '" + callsPerMinute + "'", problems);
        expect(every.compareTo(SHORTEST) >= 0 && every.compareTo(LONGEST) <= 0
                && LONGEST.toMillis() % every.toMillis() == 0,
                "EVERY must be between 1 minute and 1 day and fit into a day, but was '" + every + "'", problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    /// Without a key.
    public static CoinGeckoConfig keyless() {
        return from(Map.of());
    }

    /// The same at another address, for example a simulator's.
    public CoinGeckoConfig at(URI address) {
        return new CoinGeckoConfig(address, tier, key, pages, perPage, callsPerMinute, every, enabled);
    }

    /// With the key of a free account.
    public CoinGeckoConfig withDemoKey(String secret) {
        return new CoinGeckoConfig(baseUrl, Tier.DEMO, new ApiKey(secret), pages, perPage,
                Tier.DEMO.callsPerMinute(), every, enabled);
    }

    /// With another time between snapshots.
    public CoinGeckoConfig withEvery(Duration interval) {
        return new CoinGeckoConfig(baseUrl, tier, key, pages, perPage, callsPerMinute, interval, enabled);
    }

    /// Without any request.
    public CoinGeckoConfig disabled() {
        return new CoinGeckoConfig(baseUrl, tier, key, pages, perPage, callsPerMinute, every, false);
    }

    /// When the first snapshot after a time is due.
    public Instant dueAfter(Instant moment) {
        long period = every.toMillis();
        return Instant.ofEpochMilli((Math.floorDiv(moment.toEpochMilli(), period) + 1) * period);
    }

    /// From variables with the prefix `COINGECKO_`; the others have defaults.
    ///
    /// @throws SettingsException with all problems, misspelt names included
    public static CoinGeckoConfig from(Map<String, String> environment) {
        return Settings.read(PREFIX, environment, CoinGeckoConfig::read);
    }

    private static CoinGeckoConfig read(Settings settings) {
        Tier tier = settings.parsed("TIER", Tier.KEYLESS, "KEYLESS, DEMO or PRO",
                text -> Tier.valueOf(text.toUpperCase(Locale.ROOT)));
        ApiKey key = keyOf(settings.text("KEY", ""), settings.text("KEY_FILE", ""));
        return new CoinGeckoConfig(
                settings.parsed("BASE_URL", tier.address(), "a URL like " + tier.address(), Settings::baseUrl), tier,
                key, settings.integer("PAGES", 8), settings.integer("PER_PAGE", MOST_PER_PAGE),
                settings.integer("CALLS_PER_MINUTE", tier.callsPerMinute()),
                settings.duration("EVERY", Duration.ofMinutes(30)),
                settings.truth("ENABLED", true));
    }

    private static @Nullable ApiKey keyOf(String key, String file) {
        if (!key.isEmpty() && !file.isEmpty()) {
            throw new IllegalArgumentException(PREFIX + "KEY and " + PREFIX + "KEY_FILE must not both be set");
        }
        if (key.isEmpty() && file.isEmpty()) {
            return null;
        }
        String from = file.isEmpty() ? PREFIX + "KEY" : "the file of " + PREFIX + "KEY_FILE, " + file + ",";
        try {
            return new ApiKey(file.isEmpty() ? key.strip() : Files.readString(Path.of(file)).strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(from + " must hold a key in printable ASCII without spaces", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(from + " cannot be read: " + e.getClass().getSimpleName(), e);
        }
    }

    private static void expect(boolean holds, String expectation, List<String> problems) {
        if (!holds) {
            problems.add(PREFIX + expectation);
        }
    }
}
