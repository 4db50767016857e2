package io.cryptodata.producers.listing;

import io.cryptodata.domain.listing.ExchangeListings;
import io.cryptodata.domain.listing.RecordedListing;
import io.cryptodata.producers.kafka.SentRecords;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.Topics;
import io.cryptodata.schemas.avro.ListingEntry;
import io.cryptodata.service.topic.CompactedTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serde;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The topic `listings`: read whole at the start of a term, then only written.
public record ListingTopic(CompactedTopic topic, Producer<String, byte[]> producer, Serde<ListingEntry> values)
        implements
            ListingStore {
    @Override
    public Map<String, ExchangeListings> read() {
        int partitions = Topics.catalogue().named(TopicName.LISTINGS).partitions();
        Map<String, List<RecordedListing>> recorded = new HashMap<>();
        topic.read(IntStream.range(0, partitions).boxed().toList()).values().forEach(bytes -> {
            RecordedListing each = ListingRecords
                    .fromAvro(values.deserializer().deserialize(TopicName.LISTINGS, bytes));
            recorded.computeIfAbsent(each.exchange(), _ -> new ArrayList<>()).add(each);
        });
        Map<String, ExchangeListings> listings = new HashMap<>();
        recorded.forEach((exchange, entries) -> listings.put(exchange, ExchangeListings.of(exchange, entries)));
        return listings;
    }

    /// @throws KafkaException if one could not be written
    @Override
    public void write(List<RecordedListing> changed) {
        SentRecords.send(producer, changed.stream().map(each -> new ProducerRecord<>(TopicName.LISTINGS,
                each.exchange() + ":" + each.asset(),
                values.serializer().serialize(TopicName.LISTINGS, ListingRecords.toAvro(each)))).toList());
    }
}
