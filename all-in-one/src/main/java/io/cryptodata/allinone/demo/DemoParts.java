package io.cryptodata.allinone.demo;

import io.cryptodata.allinone.embedded.EmbeddedConfig;
import io.cryptodata.allinone.embedded.EmbeddedPorts;
import io.cryptodata.allinone.embedded.EmbeddedRuntime;
import io.cryptodata.allinone.embedded.Endpoints;
import io.cryptodata.allinone.embedded.Health;
import io.cryptodata.allinone.embedded.Part;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.ProducersApp;
import io.cryptodata.producers.ProducersConfig;
import io.cryptodata.schemas.SchemaRegistrar;
import io.cryptodata.schemas.TopicAdmin;
import io.cryptodata.schemas.Topics;
import io.cryptodata.simulator.SimulatorApp;
import io.cryptodata.simulator.SimulatorConfig;
import io.cryptodata.sinks.Migrations;
import io.cryptodata.sinks.SinksApp;
import io.cryptodata.sinks.SinksConfig;
import io.cryptodata.streams.StreamsApp;
import io.cryptodata.streams.StreamsConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/// placeholder until all apps have landed
final class DemoParts {
}
