package io.cryptodata.service.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/// The naming scheme of meters; see the package.
public final class MeterNames {
    private static final Pattern OURS = Pattern
            .compile("cda\\.(producers|venue|streams|sinks|api|service)(\\.[a-z][a-z0-9]*)+");
    private static final Pattern OF_LIBRARIES = Pattern.compile("(jvm|process|system|kafka)\\..+");
    private static final Pattern TAG = Pattern.compile("[a-z][a-z0-9]*(\\.[a-z0-9]+)*");
    private static final String MARKET = "market";

    private MeterNames() {}

    /// Whether a meter may have this name.
    public static boolean isAllowed(String name) {
        return OURS.matcher(name).matches() || OF_LIBRARIES.matcher(name).matches();
    }

    /// A registry for tests that throws when a meter outside the scheme is registered.
    public static MeterRegistry strictRegistry() {
        MeterRegistry registry = new SimpleMeterRegistry();
        registry.config().meterFilter(new MeterFilter() {
            @Override
            public MeterFilterReply accept(Meter.Id meter) {
                requireScheme(meter.getName(), meter.getTags().stream().map(Tag::getKey).toList());
                return MeterFilterReply.NEUTRAL;
            }
        });
        return registry;
    }

    /// The names in a registry that are outside the scheme.
    public static List<String> violations(MeterRegistry registry) {
        return registry.getMeters().stream().map(meter -> meter.getId().getName()).filter(name -> !isAllowed(name))
                .distinct().sorted().toList();
    }

    /// @param tags the keys of the meter's tags
    /// @throws IllegalArgumentException if a name or key is outside the scheme
    static void requireScheme(String name, Collection<String> tags) {
        if (!isAllowed(name)) {
            throw new IllegalArgumentException("meter '" + name + "' must be named cda.<part>.<thing>");
        }
        boolean ours = OURS.matcher(name).matches();
        tags.forEach(tag -> {
            if (ours && (tag.equals(MARKET) || !TAG.matcher(tag).matches())) {
                throw new IllegalArgumentException("meter '" + name + "' must not have the tag '" + tag + "'");
            }
        });
    }
}
