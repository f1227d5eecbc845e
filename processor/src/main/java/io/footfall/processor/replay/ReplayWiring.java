package io.footfall.processor.replay;

import io.footfall.processor.replay.diff.DiffRunner;
import io.footfall.processor.replay.diff.VersionComparison;
import io.footfall.processor.replay.version.ServingVersion;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Creates what compares serving versions, from the settings. */
final class ReplayWiring {
    @Produces
    @Singleton
    ServingVersion ownVersion(@ConfigProperty(name = "footfall.serving-version") Optional<String> servingVersion) {
        return ServingVersion.of(servingVersion.orElse(""));
    }

    @Produces
    @Singleton
    DiffRunner diffRunner(ServingVersion own, @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        return new DiffRunner(own, new VersionComparison(kafka, Clock.systemUTC()));
    }
}
