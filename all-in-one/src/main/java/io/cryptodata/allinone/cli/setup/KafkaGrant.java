package io.cryptodata.allinone.cli.setup;

import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

/// Operations on one resource of the broker, or on all whose name starts with a prefix. Reading, writing, altering and deleting
/// include describing.
record KafkaGrant(ResourceType type, PatternType pattern, String name, Set<AclOperation> operations) {
    private static final String EVERY_HOST = "*";

    KafkaGrant {
        operations = Set.copyOf(operations);
    }

    static KafkaGrant topic(String name, AclOperation first, AclOperation... further) {
        return new KafkaGrant(ResourceType.TOPIC, PatternType.LITERAL, name, EnumSet.of(first, further));
    }

    static KafkaGrant group(String name, AclOperation first, AclOperation... further) {
        return new KafkaGrant(ResourceType.GROUP, PatternType.LITERAL, name, EnumSet.of(first, further));
    }

    static KafkaGrant transaction(String id) {
        return new KafkaGrant(ResourceType.TRANSACTIONAL_ID, PatternType.LITERAL, id, Set.of(AclOperation.WRITE));
    }

    /// The same for every resource whose name starts with this one's.
    KafkaGrant prefixed() {
        return new KafkaGrant(type, PatternType.PREFIXED, name, operations);
    }

    /// What the broker stores, one per operation.
    Stream<AclBinding> bindings(String principal) {
        return operations.stream().map(operation -> new AclBinding(new ResourcePattern(type, name, pattern),
                new AccessControlEntry(principal, EVERY_HOST, operation, AclPermissionType.ALLOW)));
    }
}
