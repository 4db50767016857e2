package io.cryptodata.allinone.cli.setup;

import io.cryptodata.service.kafka.KafkaFailure;
import io.cryptodata.service.lifecycle.SetupException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.resource.ResourcePatternFilter;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The rights that a broker has stored.
record BrokerAcls(Admin admin) {
    private static final int TIMEOUT_SECONDS = 30;

    /// What the broker lacks, and what principals have there beyond what is wanted.
    record Difference(List<AclBinding> missing, List<AclBinding> further) {}

    /// @param wanted all rights of these principals
    /// @throws SetupException in one sentence, if the broker does not respond or refuses
    Difference compare(Set<String> principals, Collection<AclBinding> wanted) {
        Set<AclBinding> stored = new HashSet<>();
        for (String principal : principals) {
            stored.addAll(resultOf(admin.describeAcls(new AclBindingFilter(ResourcePatternFilter.ANY,
                    new AccessControlEntryFilter(principal, null, AclOperation.ANY, AclPermissionType.ANY)))
                    .values()));
        }
        List<AclBinding> missing = wanted.stream().filter(each -> !stored.contains(each)).toList();
        List<AclBinding> further = new ArrayList<>(stored);
        further.removeAll(new HashSet<>(wanted));
        return new Difference(missing, further);
    }

    void add(Collection<AclBinding> rights) {
        resultOf(admin.createAcls(rights).all());
    }

    private static <T> T resultOf(KafkaFuture<T> future) {
        try {
            return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new SetupException(reasonOf(e.getCause() == null ? e : e.getCause()), e);
        } catch (TimeoutException e) {
            throw new SetupException("the Kafka broker does not respond; " + KafkaFailure.WITHOUT_RESPONSE, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SetupException("interrupted while waiting for the Kafka broker", e);
        }
    }

    private static String reasonOf(Throwable failure) {
        return switch (failure) {
            case SecurityDisabledException _ ->
                "the broker has no rights to check, everybody may do everything: set its authorizer.class.name to org.apache.kafka.metadata.authorizer.StandardAuthorizer";
            case ClusterAuthorizationException _ ->
                "the broker refuses: only a superuser (super.users), or who may alter the cluster, can read and change rights; log in as one with CDA_KAFKA_USER";
            default -> KafkaFailure.describe(failure).orElse("the Kafka broker refused: " + failure.getMessage());
        };
    }
}
