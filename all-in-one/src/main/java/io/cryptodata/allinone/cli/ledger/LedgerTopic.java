package io.cryptodata.allinone.cli.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.schemas.TopicName;

import java.util.Map;

/// The topic `ledger`, read whole.
public final class LedgerTopic {
    private LedgerTopic() {}

    /// The newest ledger entry of each market, by its key.
    public static Map<String, JsonNode> newest(String bootstrap, String registryUrl) {
        return NewestByKey.of(TopicName.LEDGER, bootstrap, registryUrl);
    }
}
