package io.cryptodata.api.deadletter;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cryptodata.api.topic.RecordJson;
import io.cryptodata.api.topic.SchemaLookup;

/// A letter as one JSON object: `topic`, `retried`, `reason`, `origin`, and the fields of [RecordJson].
public final class LetterJson {
    private final RecordJson records;

    public LetterJson(SchemaLookup schemas) {
        records = new RecordJson(schemas);
    }

    public ObjectNode of(DeadLetter letter) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("topic", letter.topic());
        json.put("retried", letter.isRetried());
        json.put("reason", letter.reason());
        DeadLetter.Origin origin = letter.origin();
        if (origin == null) {
            json.putNull("origin");
        } else {
            json.putObject("origin").put("topic", origin.topic()).put("partition", origin.partition())
                    .put("offset", origin.offset()).put("timestamp", origin.appendedAt().toString());
        }
        records.of(letter.stored()).properties().forEach(field -> json.set(field.getKey(), field.getValue()));
        return json;
    }
}
