package io.cryptodata.producers.publishing;

import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.candle.Verdict;
import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.domain.market.Market;
import io.cryptodata.schemas.CandleHeaders;
import io.cryptodata.schemas.CandleRecords;
import io.cryptodata.schemas.LedgerRecords;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.LedgerEntry;
import io.cryptodata.schemas.avro.QuarantinedCandle;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.Serializer;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The records of one page. Every candle has the number of those that follow in its page as a header, see [CandleHeaders].
/// Process and time of the request are headers, so that two processes that fetch the same hour
/// write the same value bytes.
///
/// @param member the name of this process in the header `fetched.by`
public record PageRecords(String member, Serializer<io.cryptodata.schemas.avro.Candle> candles,
        Serializer<QuarantinedCandle> quarantined, Serializer<LedgerEntry> ledgers) {
    /// In the order of sending: candles, quarantined rows, the ledger entry.
    public List<ProducerRecord<String, byte[]>> of(Publication publication, int partition) {
        Market market = publication.after().market();
        List<Header> headers = headers(publication.request());
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        int remaining = publication.candles().size();
        for (Candle candle : publication.candles()) {
            remaining--;
            records.add(to(TopicName.CANDLES_1H, partition, market,
                    candles.serialize(TopicName.CANDLES_1H, CandleRecords.toAvro(candle)),
                    with(CandleHeaders.remaining(remaining), headers)));
        }
        for (Verdict.Quarantined bad : publication.quarantined()) {
            records.add(to(TopicName.CANDLES_QUARANTINE, partition, market,
                    quarantined.serialize(TopicName.CANDLES_QUARANTINE,
                            toAvro(market, bad, publication.request().venueTime())),
                    headers));
        }
        records.add(to(TopicName.LEDGER, partition, market, bytesOf(publication.after()), headers));
        return records;
    }

    private byte[] bytesOf(Ledger ledger) {
        return ledgers.serialize(TopicName.LEDGER, LedgerRecords.toAvro(ledger));
    }

    private static QuarantinedCandle toAvro(Market market, Verdict.Quarantined bad, Instant seenAt) {
        Long openTime = bad.openTime();
        return new QuarantinedCandle(market.exchange(), market.asset(),
                openTime == null ? null : Instant.ofEpochMilli(openTime),
                bad.reason().name(), bad.detail(), bad.excerpt(), seenAt);
    }

    private List<Header> headers(Publication.RequestTimes request) {
        return List.of(header("fetched.by", member), header("request.started", request.started().toString()),
                header("request.ended", request.ended().toString()));
    }

    private static List<Header> with(Header header, List<Header> headers) {
        List<Header> all = new ArrayList<>(headers);
        all.add(header);
        return all;
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static ProducerRecord<String, byte[]> to(String topic, int partition, Market market, byte[] value,
            List<Header> headers) {
        return new ProducerRecord<>(topic, partition, market.key(), value, headers);
    }
}
