package io.cryptodata.helm;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// The resources of CloudNativePG (`postgresql.cnpg.io/v1`) with the fields that the chart uses; no model of them is published.
final class Cnpg {
    private Cnpg() {}

    record Metadata(String name, String namespace, Map<String, String> labels) {}

    record Name(String name) {}

    record ImageCatalog(String apiVersion, String kind, Metadata metadata, Catalog spec) {}

    record Catalog(List<Image> images) {}

    record Image(int major, String image) {}

    record Cluster(String apiVersion, String kind, Metadata metadata, ClusterSpec spec) {}

    record ClusterSpec(int instances, CatalogRef imageCatalogRef, String imagePullPolicy,
            @Nullable List<Name> imagePullSecrets, long postgresUID, long postgresGID, boolean enableSuperuserAccess,
            boolean enablePDB, UpdateStrategy primaryUpdateStrategy, @Nullable String priorityClassName,
            Affinity affinity, Bootstrap bootstrap, Managed managed, Postgresql postgresql, Storage storage,
            Storage walStorage, io.fabric8.kubernetes.api.model.ResourceRequirements resources,
            io.fabric8.kubernetes.api.model.SeccompProfile seccompProfile) {}

    enum UpdateStrategy {
        supervised, unsupervised
    }

    record CatalogRef(String apiGroup, String kind, String name, int major) {}

    enum AntiAffinity {
        preferred, required
    }

    record Affinity(boolean enablePodAntiAffinity, AntiAffinity podAntiAffinityType, String topologyKey,
            @Nullable Map<String, String> nodeSelector,
            @Nullable List<io.fabric8.kubernetes.api.model.Toleration> tolerations) {}

    record Bootstrap(InitDb initdb) {}

    record InitDb(String database, String owner, Name secret, boolean dataChecksums, String encoding,
            SqlRefs postInitSQLRefs, SqlRefs postInitApplicationSQLRefs) {}

    record SqlRefs(List<KeyRef> configMapRefs) {}

    record KeyRef(String name, String key) {}

    record Managed(List<Role> roles) {}

    enum Ensure {
        present, absent
    }

    record Role(String name, Ensure ensure, boolean login, boolean replication, @Nullable Long connectionLimit,
            Name passwordSecret) {}

    record Postgresql(List<String> shared_preload_libraries, List<String> pg_hba, Map<String, String> parameters) {}

    record Storage(String size, @Nullable String storageClass) {}
}
