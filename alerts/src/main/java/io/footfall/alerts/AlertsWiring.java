package io.footfall.alerts;

import io.footfall.alerts.life.AlertBook;
import io.footfall.alerts.life.Decisions;
import io.footfall.alerts.notify.Announcer;
import io.footfall.alerts.notify.Deliveries;
import io.footfall.alerts.notify.MailReceiver;
import io.footfall.alerts.notify.Payload;
import io.footfall.alerts.notify.Receiver;
import io.footfall.alerts.notify.Recipient;
import io.footfall.alerts.notify.Retries;
import io.footfall.alerts.notify.Route;
import io.footfall.alerts.notify.Trial;
import io.footfall.alerts.notify.WebhookReceiver;
import io.footfall.alerts.notify.WebhookSignature;
import io.footfall.alerts.notify.WebhookUrl;
import io.footfall.events.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Settings in; the plain objects that decide and tell out. */
final class AlertsWiring {
    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
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

    @Produces
    @Singleton
    List<Recipient> recipients(AlertsConfig config, Clock clock, Vertx vertx) {
        if (!config.notifies()) {
            Log.info("Nobody is told of alerts, it is only logged what would be told (footfall.alerts.notify=false)");
            return List.of();
        }
        var recipients = config.receivers().entrySet().stream()
                .map(entry -> recipient(entry.getKey(), entry.getValue(), config, clock, vertx))
                .toList();
        if (recipients.isEmpty()) {
            Log.warn("No receiver is set up: nobody is told of alerts, they are only written to the log"
                    + " (footfall.alerts.receivers)");
        }
        return recipients;
    }

    @Produces
    @Singleton
    Trial trial(AlertsConfig config, List<Recipient> recipients, Clock clock) {
        return new Trial(recipients, config.delivery().timeout(), clock);
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
            MeterRegistry meters,
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
            var deliveries = new Deliveries(
                    recipients,
                    policy,
                    log,
                    chronicle.decisions(),
                    engine,
                    clock,
                    (receiver, attempt) -> meters.counter(
                                    "footfall.alerts.attempts", "receiver", receiver, "outcome", attempt.outcome())
                            .increment());
            return new Duty(judges(topics, rules), book, announcer, deliveries, chronicle, log, clock);
        };
    }

    static Judges judges(Topics topics, RulesConfig rules) {
        return new Judges(topics, Thresholds.of(rules));
    }

    private static Recipient recipient(
            String name, AlertsConfig.ReceiverConfig receiver, AlertsConfig config, Clock clock, Vertx vertx) {
        var route = new Route(receiver.severity(), receiver.rules().orElse(Set.of()), receiver.resolved());
        return new Recipient(name, route, made(name, receiver, config, clock, vertx));
    }

    private static Receiver made(
            String name, AlertsConfig.ReceiverConfig receiver, AlertsConfig config, Clock clock, Vertx vertx) {
        var setting = "footfall.alerts.receivers." + name;
        if (receiver.type() == AlertsConfig.Type.MAIL) {
            var to = receiver.to().orElseThrow(() -> missing(setting + ".to"));
            return new MailReceiver(receiver.from(), to, task -> vertx.runOnContext(nothing -> task.run()));
        }
        var url = WebhookUrl.checked(
                setting, receiver.url().orElseThrow(() -> missing(setting + ".url")), receiver.allowInsecure());
        return new WebhookReceiver(
                url,
                Payload.valueOf(receiver.type().name()),
                new WebhookSignature(receiver.secrets().orElse(List.of())),
                config.delivery().timeout(),
                clock);
    }

    private static IllegalArgumentException missing(String setting) {
        return new IllegalArgumentException(setting + " is not set");
    }
}
