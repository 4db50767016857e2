package io.cryptodata.simulator;

import com.sun.net.httpserver.HttpHandler;
import io.cryptodata.simulator.clock.ClockFile;
import io.cryptodata.simulator.clock.RunningClock;
import io.cryptodata.simulator.clock.SimulatedClock;
import io.cryptodata.simulator.coingecko.SimulatedCoinGecko;
import io.cryptodata.simulator.market.Expectation;
import io.cryptodata.simulator.market.World;
import io.cryptodata.simulator.plan.FaultPlan;
import io.cryptodata.simulator.plan.FaultRules;
import io.cryptodata.simulator.plan.ServedCandles;
import io.cryptodata.simulator.replay.ReplayException;
import io.cryptodata.simulator.replay.ReplayFiles;
import io.cryptodata.simulator.replay.ReplayedMarkets;
import io.cryptodata.simulator.replay.SkippedFile;
import io.cryptodata.simulator.venue.Dialect;
import io.cryptodata.simulator.venue.SimulatedVenue;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// The simulated venues as one part of the product: a world, its time, and one fake venue per dialect.
public final class SimulatorApp implements AutoCloseable {
    /// How long after the last hour's end a frozen clock stands: longer than anybody's settle delay.
    private static final Duration AFTER_THE_LAST_HOUR = Duration.ofMinutes(1);
    /// how long after its close the product takes an hour for final
    private static final Duration SETTLE = Duration.ofSeconds(5);

    private final SimulatorConfig config;
    private final Simulation simulation;
    private final SimulatedClock clock;
    private final InstantSource wall;
    private final SequencedMap<String, SimulatedVenue> venues = new LinkedHashMap<>();
    private final SequencedMap<String, FaultPlan> plans = new LinkedHashMap<>();
    private final ServedCandles served;
    private final SimulatedCoinGecko coinGecko;
    private final SimulatedCoinGecko coinGeckoPro;
    private @Nullable SimulatedVenues server;

    /// Reads what is to be served; nothing listens before [#start()].
    ///
    /// @throws ReplayException if a candle file or the folder is not what it should be
    /// @throws IllegalStateException if the state folder belongs to another market
    public SimulatorApp(SimulatorConfig config) {
        this(config, null, InstantSource.system());
    }

    /// With a clock that somebody else sets.
    public SimulatorApp(SimulatorConfig config, SimulatedClock given) {
        this(config, given, InstantSource.system());
    }

    /// With a clock that somebody else sets; null where it runs by itself.
    ///
    /// @param wall what limits are counted by
    public SimulatorApp(SimulatorConfig config, @Nullable SimulatedClock given, InstantSource wall) {
        this.config = config;
        this.wall = wall;
        List<Dialect> dialects = Dialects.all().stream().map(entry -> entry.dialect().get()).toList();
        switch (config.source()) {
            case SimulatorConfig.Seeded seeded -> {
                simulation = Simulation.Seeded.of(seeded, dialects);
                clock = given == null ? clockOf(seeded) : given;
            }
            case SimulatorConfig.Replay replay -> {
                ReplayedMarkets replayed = new ReplayedMarkets(ReplayFiles.in(replay.path(), replay.spoken()));
                simulation = new Simulation.Replayed(replayed);
                clock = given == null ? clockOf(replayed) : given;
            }
        }
        served = new ServedCandles(simulation.firstHour(), SETTLE);
        dialects.forEach(this::add);
        coinGecko = coinGecko(SimulatedCoinGecko.Address.PUBLIC);
        coinGeckoPro = coinGecko(SimulatedCoinGecko.Address.PRO);
    }

    private SimulatedCoinGecko coinGecko(SimulatedCoinGecko.Address address) {
        long seed = switch (config.source()) {
            case SimulatorConfig.Seeded seeded -> seeded.seed();
            case SimulatorConfig.Replay _ -> 0;
        };
        SimulatedCoinGecko made = new SimulatedCoinGecko(address, seed, simulation.bases(), clock, wall);
        made.inject(new FaultPlan(SimulatedCoinGecko.NAME, false, false, rules()));
        made.shiftPages(simulation.unrest()::shiftOfPage);
        return made;
    }

    private void add(Dialect dialect) {
        String exchange = dialect.exchange();
        SimulatedVenue venue = new SimulatedVenue(dialect, simulation.sourceOf(exchange),
                simulation.clockOf(exchange, clock), wall);
        FaultPlan plan = new FaultPlan(dialect, rules());
        venue.inject(plan);
        venue.observe(served);
        plans.put(exchange, plan);
        venues.put(exchange, venue);
    }

    private FaultRules rules() {
        return simulation.unrest().faultRules(SimulatorConfig.SEEDED_START);
    }

    public void start() {
        Map<String, HttpHandler> handlers = new LinkedHashMap<>(venues);
        handlers.put(SimulatedCoinGecko.NAME, coinGecko);
        handlers.put(SimulatedCoinGecko.PRO_NAME, coinGeckoPro);
        server = new SimulatedVenues(config.port(), handlers);
    }

    @Override
    public void close() {
        venues.values().forEach(SimulatedVenue::close);
        coinGecko.close();
        coinGeckoPro.close();
        if (server != null) {
            server.close();
            server = null;
        }
        if (clock instanceof RunningClock running) {
            running.close();
        }
    }

    /// Where all venues are: `http://127.0.0.1:port`. A single venue is below it, see [#venueUrl(String)].
    public URI baseUrl() {
        return started().url();
    }

    /// What stands for a venue's host name, for example `http://127.0.0.1:8090/binance` for `https://api.binance.com`.
    public URI venueUrl(String exchange) {
        return started().url(exchange);
    }

    /// Questions to try, one per simulated service, by its name.
    public SequencedMap<String, URI> examples() {
        SequencedMap<String, URI> examples = new LinkedHashMap<>();
        for (Dialects.Entry entry : Dialects.all()) {
            String exchange = entry.dialect().get().exchange();
            examples.put(exchange, URI.create(venueUrl(exchange) + entry.example()));
        }
        examples.put(SimulatedCoinGecko.NAME, URI.create(
                venueUrl(SimulatedCoinGecko.NAME) + "/api/v3/coins/markets?vs_currency=usd&per_page=3"));
        return examples;
    }

    /// What must have arrived by now when everything was done right, of all venues whose candles are served.
    public Expectation expectation() {
        return simulation.expectation(clock.now());
    }

    /// The candle files that were left out; empty for a seeded world.
    public List<SkippedFile> skippedFiles() {
        return simulation.skipped();
    }

    /// The right time; a venue's own clock may be wrong.
    public SimulatedClock clock() {
        return clock;
    }

    /// One fake venue: its counts, and how to make things go wrong.
    ///
    /// @throws IllegalArgumentException if there is none of that name
    public SimulatedVenue venue(String exchange) {
        SimulatedVenue venue = venues.get(exchange);
        if (venue == null) {
            throw new IllegalArgumentException("no simulated venue is called '" + exchange + "'; there are "
                    + String.join(", ", venues.keySet()));
        }
        return venue;
    }

    /// All fake venues by their ids, in the order in which they are shown.
    public SequencedMap<String, SimulatedVenue> venues() {
        return Collections.unmodifiableSequencedMap(venues);
    }

    /// What goes wrong at each venue, by the venues' ids.
    public SequencedMap<String, FaultPlan> plans() {
        return Collections.unmodifiableSequencedMap(plans);
    }

    /// The invented world, which knows how everything ends; empty when candle files are served.
    public Optional<World> world() {
        return simulation instanceof Simulation.Seeded seeded ? Optional.of(seeded.world()) : Optional.empty();
    }

    /// Every hour that any venue has served whole, right and closed.
    public ServedCandles served() {
        return served;
    }

    /// Which limits of which venues were ever exceeded and how often, for example `okx candles: 3`; empty if none was.
    public List<String> budgetsExceeded() {
        return venues.values().stream().flatMap(venue -> venue.refused().entrySet().stream()
                .map(refused -> venue.exchange() + " " + refused.getKey().name() + ": " + refused.getValue())).sorted()
                .toList();
    }

    /// The fake CoinGecko for callers without a key and with a Demo key.
    public SimulatedCoinGecko coinGecko() {
        return coinGecko;
    }

    private SimulatedClock clockOf(SimulatorConfig.Seeded seeded) {
        ClockFile file = new ClockFile(config.folder(), ClockFile.marketOf(seeded.seed(), seeded.history()));
        Instant first = SimulatorConfig.SEEDED_START.plus(AFTER_THE_LAST_HOUR);
        return seeded.frozen()
                ? SimulatedClock.frozenAt(file.continued(first))
                : new RunningClock(file, first, seeded.hoursPerSecond(), InstantSource.system());
    }

    private SimulatedClock clockOf(ReplayedMarkets replayed) {
        Instant end = replayed.end(Instant.now(), AFTER_THE_LAST_HOUR);
        new ClockFile(config.folder(), "replayed files").advance(end);
        return SimulatedClock.frozenAt(end);
    }

    private SimulatedVenues started() {
        if (server == null) {
            throw new IllegalStateException("the simulator has not been started");
        }
        return server;
    }
}
