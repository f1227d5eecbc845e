package io.footfall.processor.replay;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Settings in; what compares the layers out. */
final class ReplayWiring {
    @Produces
    @Singleton
    Layer own(@ConfigProperty(name = "footfall.serving-version") Optional<String> servingVersion) {
        return Layer.of(servingVersion.orElse(""));
    }

    @Produces
    @Singleton
    DiffRunner diffRunner(Layer own, @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        return new DiffRunner(own, new KafkaLayers(kafka, Clock.systemUTC()));
    }
}
