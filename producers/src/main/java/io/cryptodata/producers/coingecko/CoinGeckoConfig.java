package io.cryptodata.producers.coingecko;

import io.cryptodata.service.settings.Format;
import io.cryptodata.service.settings.Problems;
import io.cryptodata.service.settings.Setting;
import io.cryptodata.service.settings.SettingSources;
import io.cryptodata.service.settings.Settings;
import io.cryptodata.service.settings.SettingsException;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
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

    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final Setting<Tier> TIER = Setting
            .of("TIER", Format.of("KEYLESS, DEMO or PRO", text -> Tier.valueOf(text.toUpperCase(Locale.ROOT))),
                    "`DEMO` for the key of a free account, `PRO` for one of a paid account")
            .withDefault("KEYLESS");
    private static final Setting<ApiKey> KEY = Setting.of("KEY",
            Format.of("a key in printable ASCII without spaces", text -> new ApiKey(text.strip())), "the key")
            .asSecret();
    private static final Setting<URI> BASE_URL = Setting
            .of("BASE_URL", Format.BASE_URL,
                    "the address without `/api/v3`; with a key it must be https, or this machine")
            .withDefaultInWords("that of the tier");
    private static final Setting<Integer> PAGES = Setting.of("PAGES", Format.integer(1, 80), "pages of a snapshot")
            .withDefault("8");
    private static final Setting<Integer> PER_PAGE = Setting
            .of("PER_PAGE", Format.integer(1, 250), "coins per page; a snapshot with fewer coins is incomplete")
            .withDefault("250");
    private static final Setting<Integer> CALLS_PER_MINUTE = Setting
            .of("CALLS_PER_MINUTE", Format.integer(2, 10_000),
                    "the limit of your plan; at most 95 % of it is used")
            .withDefaultInWords("6, 100 or 500 by tier");
    private static final Setting<Duration> EVERY = Setting
            .of("EVERY", new Format<>("a duration between 1m and 1d that fits into a day", Format::durationOf,
                    CoinGeckoConfig::isPeriod), "from one snapshot to the next, counted from midnight UTC")
            .withDefault("30m");
    private static final Setting<Boolean> ENABLED = Setting.truth("ENABLED", true, "whether snapshots are taken");

    public CoinGeckoConfig {
        Problems problems = new Problems(PREFIX);
        problems.require(tier.needsKey() == (key != null),
                tier.needsKey()
                        ? "TIER is " + tier + ", which needs a key: set " + PREFIX + "KEY or " + PREFIX + "KEY_FILE"
                        : "TIER is KEYLESS, but a key is set: set " + PREFIX + "TIER to DEMO or PRO");
        problems.expect(key == null || "https".equals(baseUrl.getScheme()) || THIS_MACHINE.contains(baseUrl.getHost()),
                "BASE_URL must be https, because a key is sent there", baseUrl);
        problems.check(PAGES, pages);
        problems.check(PER_PAGE, perPage);
        problems.check(CALLS_PER_MINUTE, callsPerMinute);
        problems.check(EVERY, every);
        problems.throwIfAny();
    }

    private static boolean isPeriod(Duration every) {
        return every.compareTo(Duration.ofMinutes(1)) >= 0 && every.compareTo(LONGEST) <= 0
                && LONGEST.toMillis() % every.toMillis() == 0;
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
        return Settings.read(SettingSources.of(environment), CoinGeckoConfig::read).orThrow();
    }

    /// From the settings `COINGECKO_...`.
    public static CoinGeckoConfig read(Settings all) {
        Settings settings = all.prefixed(PREFIX);
        Tier tier = settings.get(TIER);
        return new CoinGeckoConfig(settings.get(BASE_URL, tier.address()), tier, settings.find(KEY).orElse(null),
                settings.get(PAGES), settings.get(PER_PAGE), settings.get(CALLS_PER_MINUTE, tier.callsPerMinute()),
                settings.get(EVERY), settings.get(ENABLED));
    }
}
