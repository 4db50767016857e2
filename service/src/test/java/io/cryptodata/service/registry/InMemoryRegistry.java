package io.cryptodata.service.registry;

import io.apicurio.registry.resolver.client.RegistryArtifactReference;
import io.apicurio.registry.resolver.client.RegistryClientFacade;
import io.apicurio.registry.resolver.client.RegistryVersionCoordinates;
import io.apicurio.registry.resolver.strategy.ArtifactReference;
import io.cryptodata.schemas.Topics;
import org.apache.avro.Schema;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/// An in-memory registry with the catalogue's schemas, for tests with real bytes and without a server. Ids are positions
/// in the catalogue, counted from 1. Schemas cannot be added.
public final class InMemoryRegistry implements RegistryClientFacade {
    private static final String GROUP = "default";
    private static final String ONLY_VERSION = "1";

    private final List<Schema> schemas = Topics.catalogue().schemas();

    @Override
    public String getSchemaByContentId(Long contentId) {
        if (contentId < 1 || contentId > schemas.size()) {
            throw new NoSuchElementException("no schema has the id " + contentId);
        }
        return schemas.get(contentId.intValue() - 1).toString();
    }

    @Override
    public String getSchemaByGlobalId(long globalId, boolean dereferenced) {
        return getSchemaByContentId(globalId);
    }

    @Override
    public List<RegistryVersionCoordinates> searchVersionsByContent(String schema, String type,
            ArtifactReference reference, boolean canonical) {
        int place = schemas.indexOf(new Schema.Parser().parse(schema));
        return place < 0 ? List.of() : List.of(coordinates(place + 1L, reference.getArtifactId()));
    }

    @Override
    public List<RegistryArtifactReference> getReferencesByContentId(long contentId) {
        return List.of();
    }

    @Override
    public List<RegistryArtifactReference> getReferencesByGlobalId(long globalId) {
        return List.of();
    }

    @Override
    public List<RegistryArtifactReference> getReferencesByGAV(String group, String artifact, String version) {
        return List.of();
    }

    @Override
    public List<RegistryArtifactReference> getReferencesByContentHash(String hash) {
        return List.of();
    }

    @Override
    public String getSchemaByGAV(String group, String artifact, String version) {
        throw new UnsupportedOperationException("schemas are found by id, not by name");
    }

    @Override
    public String getSchemaByContentHash(String hash) {
        throw new UnsupportedOperationException("schemas are found by id, not by hash");
    }

    @Override
    public RegistryVersionCoordinates createSchema(String type, String group, String artifact, String version,
            String ifExists, boolean canonical, String schema, Set<RegistryArtifactReference> references) {
        throw new UnsupportedOperationException("schemas are not registered implicitly");
    }

    @Override
    public RegistryVersionCoordinates getVersionCoordinatesByGAV(String group, String artifact, String version) {
        throw new UnsupportedOperationException("schemas are found by id, not by name");
    }

    @Override
    public Object getClient() {
        return Map.of();
    }

    private static RegistryVersionCoordinates coordinates(long id, String artifact) {
        return RegistryVersionCoordinates.create(id, id, GROUP, artifact, ONLY_VERSION);
    }
}
