package io.footfall.dashboard;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.footfall.dashboard.board.Board;
import io.footfall.dashboard.feed.Feed;
import io.footfall.events.Json;
import io.footfall.events.topics.Topics;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the plain objects beans: the clock, the board, its feed, and JSON as the topics write it. */
class Wiring {
    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Board board(Clock clock, @ConfigProperty(name = "footfall.serving-version") Optional<String> servingVersion) {
        return new Board(clock, servingVersion.orElse(""));
    }

    @Produces
    @Singleton
    Topics topics(@ConfigProperty(name = "footfall.serving-version") Optional<String> servingVersion) {
        return new Topics(servingVersion.orElse(""));
    }

    @Produces
    @Singleton
    Feed feed(Clock clock, DashboardConfig config) {
        var epoch = UUID.randomUUID().toString().replace("-", "");
        return new Feed(epoch, config.resumeWithin(), config.retry(), clock, Json.MAPPER);
    }

    @Produces
    @Singleton
    ObjectMapperCustomizer topicsConventions() {
        return new ObjectMapperCustomizer() {
            @Override
            public void customize(ObjectMapper mapper) {
                Json.configure(mapper);
            }

            @Override
            public int priority() {
                return MINIMUM_PRIORITY;
            }
        };
    }
}
