package io.footfall.alerts;

import io.footfall.alerts.life.AlertBook;
import io.footfall.alerts.life.Decisions;
import io.footfall.alerts.notify.Announcer;
import io.footfall.alerts.notify.Deliveries;
import io.footfall.alerts.notify.Recipient;
import io.footfall.alerts.notify.Retries;
import io.footfall.events.topics.Topics;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Settings in; the plain objects that decide and tell out. */
final class AlertsWiring {
    @Produces
    @Singleton
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }

    @Produces
    @Singleton
    Chronicle chronicle() {
        return new Chronicle(new Decisions());
    }

    @Produces
    @Singleton
    Topics topics(@ConfigProperty(name = "footfall.serving-version") Optional<String> version) {
        return new Topics(version.orElse(""));
    }

    /** Each replica that takes over begins with rules that know nothing but what they are fed. */
    @Produces
    @Singleton
    Supplier<Duty> newDuty(
            AlertsConfig config,
            RulesConfig rules,
            List<Recipient> recipients,
            Topics topics,
            Chronicle chronicle,
            AlertsLog log,
            AlertEngine engine,
            DeliveryMetrics metrics,
            Clock clock) {
        var retries = new Retries(
                config.delivery().pauses(), () -> ThreadLocalRandom.current().nextDouble());
        var policy = new Deliveries.Policy(
                config.delivery().timeout(),
                retries,
                config.delivery().atOnce(),
                config.delivery().mostPending());
        return () -> {
            var book =
                    new AlertBook(new AlertBook.Policy(config.quietPeriod(), config.remembered(), config.evidence()));
            var announcer =
                    new Announcer(new Announcer.Policy(config.groupWait(), config.repeat()), chronicle.decisions());
            var deliveries = new Deliveries(recipients, policy, log, chronicle.decisions(), engine, clock, metrics);
            return new Duty(judges(topics, rules), book, announcer, deliveries, chronicle, log, clock);
        };
    }

    static Judges judges(Topics topics, RulesConfig rules) {
        return new Judges(topics, Thresholds.of(rules));
    }
}
