package io.cryptodata.producers.listing;

import io.cryptodata.domain.listing.ExchangeListings;
import io.cryptodata.domain.listing.RecordedListing;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.kafka.LeaderWriter;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.Topics;
import io.cryptodata.schemas.avro.ListingEntry;
import io.cryptodata.service.topic.CompactedTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serde;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The topic `listings`: read whole at the start of a term, then only written.
public record ListingTopic(CompactedTopic topic, LeaderWriter writer, Serde<ListingEntry> values)
        implements
            ListingStore {
    @Override
    public Map<String, ExchangeListings> read() {
        int partitions = Topics.catalogue().named(TopicName.LISTINGS).partitions();
        CompactedTopic.Content<RecordedListing> stored = topic.read(IntStream.range(0, partitions).boxed().toList(),
                this::listing);
        if (!stored.restored().isEmpty()) {
            writer.write(stored.restored().entrySet().stream()
                    .map(each -> new ProducerRecord<>(TopicName.LISTINGS, each.getKey(), each.getValue())).toList());
        }
        Map<String, List<RecordedListing>> recorded = new HashMap<>();
        stored.values().values()
                .forEach(each -> recorded.computeIfAbsent(each.exchange(), _ -> new ArrayList<>()).add(each));
        Map<String, ExchangeListings> listings = new HashMap<>();
        recorded.forEach((exchange, entries) -> listings.put(exchange, ExchangeListings.of(exchange, entries)));
        return listings;
    }

    /// @throws IllegalArgumentException if the name is not one of its exchange, or not that of the key
    private RecordedListing listing(String key, byte[] value) {
        RecordedListing listing = ListingRecords.fromAvro(values.deserializer().deserialize(TopicName.LISTINGS, value));
        String name = listing.exchange().equals(ListingCatalog.COINGECKO)
                ? ListingCatalog.COINGECKO + ":" + listing.asset()
                : new Market(listing.exchange(), listing.asset()).key();
        if (!name.equals(key)) {
            throw new IllegalArgumentException("the key must be '" + name + "', but is '" + key + "'");
        }
        return listing;
    }

    /// @throws KafkaException if one could not be written
    @Override
    public void write(List<RecordedListing> changed) {
        writer.write(changed.stream().map(each -> new ProducerRecord<>(TopicName.LISTINGS,
                each.exchange() + ":" + each.asset(),
                values.serializer().serialize(TopicName.LISTINGS, ListingRecords.toAvro(each)))).toList());
    }
}
