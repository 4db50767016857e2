package io.cryptodata.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.cryptodata.simulator.clock.RunningClock;
import io.cryptodata.simulator.clock.SimulatedClock;
import io.cryptodata.simulator.coingecko.SimulatedCoinGecko;
import io.cryptodata.simulator.config.SimulatorConfig;
import io.cryptodata.simulator.faults.FaultPlan;
import io.cryptodata.simulator.faults.FaultRules;
import io.cryptodata.simulator.faults.LastingFaults;
import io.cryptodata.simulator.market.ExpectedCandles;
import io.cryptodata.simulator.market.World;
import io.cryptodata.simulator.replay.ReplayException;
import io.cryptodata.simulator.replay.SkippedFile;
import io.cryptodata.simulator.venue.Dialect;
import io.cryptodata.simulator.venue.ServedCandles;
import io.cryptodata.simulator.venue.SimulatedVenue;
import io.cryptodata.simulator.venue.VenueResponse;
import io.cryptodata.simulator.venue.VenueServer;
import io.cryptodata.simulator.venues.Dialects;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

import static java.util.stream.Collectors.joining;

/// The simulated venues and CoinGecko, their markets and their clock.
public final class SimulatorApp implements AutoCloseable {
    /// how long after its close the product regards an hour as final
    private static final Duration SETTLE = Duration.ofSeconds(5);

    /// `/clocks/now`: the times of all venues by their own clocks, in milliseconds by venue id. It counts against no limit.
    private static final String CLOCKS = "clocks";

    private final SimulatorConfig config;
    private final Simulation simulation;
    private final SimulatedClock clock;
    private final InstantSource wall;
    private final SequencedMap<String, SimulatedVenue> venues = new LinkedHashMap<>();
    private final SequencedMap<String, FaultPlan> plans = new LinkedHashMap<>();
    private final SequencedMap<String, LastingFaults> lastingFaults = new LinkedHashMap<>();
    private final ServedCandles served;
    private final SimulatedCoinGecko coinGecko;
    private final SimulatedCoinGecko coinGeckoPro;
    private @Nullable VenueServer server;

    /// Reads what is to be served; the server starts with [#start()].
    ///
    /// @throws ReplayException if a candle file or the folder is invalid
    /// @throws IllegalStateException if the state folder belongs to another simulation
    public SimulatorApp(SimulatorConfig config) {
        this(config, null, InstantSource.system());
    }

    /// With a clock that the caller controls.
    public SimulatorApp(SimulatorConfig config, SimulatedClock clock) {
        this(config, clock, InstantSource.system());
    }

    /// @param externalClock a clock that the caller controls; null for the simulator's own
    /// @param wall the clock of rate limits
    public SimulatorApp(SimulatorConfig config, @Nullable SimulatedClock externalClock, InstantSource wall) {
        this.config = config;
        this.wall = wall;
        this.simulation = Simulation.of(config.source(), config.folder());
        this.clock = externalClock == null ? simulation.clock(config.folder()) : externalClock;
        this.served = new ServedCandles(simulation.firstHour(), SETTLE);
        Dialects.all().forEach(entry -> add(entry.dialect().get()));
        this.coinGecko = coinGecko(SimulatedCoinGecko.Address.PUBLIC);
        this.coinGeckoPro = coinGecko(SimulatedCoinGecko.Address.PRO);
    }

    private SimulatedCoinGecko coinGecko(SimulatedCoinGecko.Address address) {
        SimulatedCoinGecko created = new SimulatedCoinGecko(address, simulation.coinSeed(), simulation.bases(), clock,
                wall);
        created.inject(new FaultPlan(SimulatedCoinGecko.NAME, false, false, faultRules()));
        created.shiftPages(simulation.faults()::shiftOfPage);
        return created;
    }

    private void add(Dialect dialect) {
        String exchange = dialect.exchange();
        SimulatedVenue venue = new SimulatedVenue(dialect, simulation.sourceOf(exchange),
                simulation.clockOf(exchange, clock), wall);
        FaultPlan plan = new FaultPlan(dialect, faultRules());
        venue.inject(plan);
        LastingFaults lasting = new LastingFaults(exchange,
                simulation.faults().lastingRules(simulation.start()));
        venue.inject(lasting);
        lastingFaults.put(exchange, lasting);
        venue.observe(served);
        plans.put(exchange, plan);
        venues.put(exchange, venue);
    }

    private FaultRules faultRules() {
        return simulation.faults().faultRules(simulation.start());
    }

    public void start() {
        Map<String, HttpHandler> handlers = new LinkedHashMap<>(venues);
        handlers.put(SimulatedCoinGecko.NAME, coinGecko);
        handlers.put(SimulatedCoinGecko.PRO_NAME, coinGeckoPro);
        handlers.put(CLOCKS, this::respondWithClocks);
        server = new VenueServer(new InetSocketAddress(config.host(), config.port()), handlers);
    }

    private void respondWithClocks(HttpExchange exchange) throws IOException {
        try (exchange) {
            VenueResponse.json(venues.values().stream()
                    .map(venue -> "\"%s\":%d".formatted(venue.exchange(), venue.now().toEpochMilli()))
                    .collect(joining(",", "{", "}"))).sendTo(exchange);
        }
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

    /// For example `http://127.0.0.1:8090`. For the address of one venue see [#venueUrl(String)].
    public URI baseUrl() {
        return started().url();
    }

    /// The base address of a venue, for example `http://127.0.0.1:8090/binance` for `https://api.binance.com`.
    public URI venueUrl(String exchange) {
        return started().url(exchange);
    }

    /// An example request per simulated service, by its name.
    public SequencedMap<String, URI> examples() {
        SequencedMap<String, URI> examples = new LinkedHashMap<>();
        Dialects.all().forEach(entry -> examples.put(entry.exchange(),
                URI.create(venueUrl(entry.exchange()) + entry.example())));
        examples.put(SimulatedCoinGecko.NAME, URI.create(
                venueUrl(SimulatedCoinGecko.NAME) + "/api/v3/coins/markets?vs_currency=usd&per_page=3"));
        return examples;
    }

    /// What the product must have received by now, from all venues whose candles it fetches.
    public ExpectedCandles expectedCandles() {
        return simulation.expectedCandles(clock.now());
    }

    /// The skipped candle files; empty for a seeded world.
    public List<SkippedFile> skippedFiles() {
        return simulation.skipped();
    }

    /// The simulated time; a venue's clock may differ from it.
    public SimulatedClock clock() {
        return clock;
    }

    /// @throws IllegalArgumentException if the venue does not exist
    public SimulatedVenue venue(String exchange) {
        SimulatedVenue venue = venues.get(exchange);
        if (venue == null) {
            throw new IllegalArgumentException("unknown simulated venue '" + exchange + "'; available are "
                    + String.join(", ", venues.keySet()));
        }
        return venue;
    }

    /// All venues by id, in display order.
    public SequencedMap<String, SimulatedVenue> venues() {
        return Collections.unmodifiableSequencedMap(venues);
    }

    /// The fault plans by venue id.
    public SequencedMap<String, FaultPlan> plans() {
        return Collections.unmodifiableSequencedMap(plans);
    }

    /// The lasting faults by venue id.
    public SequencedMap<String, LastingFaults> lastingFaults() {
        return Collections.unmodifiableSequencedMap(lastingFaults);
    }

    /// The seeded world; empty for a replay.
    public Optional<World> world() {
        return simulation instanceof Simulation.Seeded seeded ? Optional.of(seeded.world()) : Optional.empty();
    }

    /// The closed hours that the venues have served correctly.
    public ServedCandles served() {
        return served;
    }

    /// The exceeded rate limits with the number of refused requests, for example `okx candles: 3`.
    public List<String> budgetsExceeded() {
        return venues.values().stream().flatMap(venue -> venue.refused().entrySet().stream()
                .map(refused -> venue.exchange() + " " + refused.getKey().name() + ": " + refused.getValue())).sorted()
                .toList();
    }

    /// CoinGecko for clients without a key or with a Demo key.
    public SimulatedCoinGecko coinGecko() {
        return coinGecko;
    }

    private VenueServer started() {
        if (server == null) {
            throw new IllegalStateException("the simulator has not been started");
        }
        return server;
    }
}
