package io.footfall.alerts;

import io.footfall.alerts.life.AlertBook;
import io.footfall.alerts.life.AlertFlow;
import io.footfall.alerts.life.AlertLog;
import io.footfall.alerts.life.Patience;
import io.footfall.alerts.notify.Delivery;
import io.footfall.alerts.notify.MailReceiver;
import io.footfall.alerts.notify.Notifications;
import io.footfall.alerts.notify.Receiver;
import io.footfall.alerts.notify.UndeliveredLog;
import io.footfall.alerts.notify.WebhookReceiver;
import io.footfall.alerts.notify.WebhookUrl;
import io.footfall.alerts.rules.FloodRule;
import io.footfall.alerts.rules.ForbiddenPathRule;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Settings in; the plain objects that decide and tell out. */
final class AlertsWiring {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    ForbiddenPathRule forbiddenPathRule(AlertsConfig config) {
        return new ForbiddenPathRule(config.forbidden().bucket());
    }

    @Produces
    @Singleton
    FloodRule floodRule(AlertsConfig config) {
        return new FloodRule(config.flood().ratio(), config.flood().floor());
    }

    @Produces
    @Singleton
    AlertBook alertBook(AlertsConfig config, Clock clock) {
        return new AlertBook(clock, config.quietPeriod(), config.remembered(), config.evidence());
    }

    @Produces
    @Singleton
    Patience patience(AlertsConfig config) {
        return new Patience(config.startTimeout());
    }

    @Produces
    @Singleton
    Notifications notifications(AlertsConfig config, UndeliveredLog undelivered, Clock clock) {
        var policy = new Delivery.Policy(
                config.delivery().attempts(),
                config.delivery().timeout(),
                config.delivery().firstPause(),
                LONGEST_PAUSE);
        var delivery = new Delivery(
                policy, () -> ThreadLocalRandom.current().nextDouble(), Infrastructure.getDefaultExecutor());
        return new Notifications(receivers(config), delivery, undelivered, clock);
    }

    @Produces
    @Singleton
    AlertFlow alertFlow(AlertBook book, Notifications notifications, AlertLog log) {
        return new AlertFlow(book, notifications, log);
    }

    /** None where people are not to be told, whatever else is set up. */
    static List<Receiver> receivers(AlertsConfig config) {
        if (!config.notifies()) {
            Log.info("Nobody is told of alerts, they are only written to their topic (footfall.alerts.notify=false)");
            return List.of();
        }
        var receivers = new ArrayList<Receiver>();
        config.mailTo().ifPresent(to -> receivers.add(new MailReceiver(config.mailFrom(), to)));
        config.webhookUrl()
                .map(url -> WebhookUrl.checked(url, config.webhookAllowInsecure()))
                .ifPresent(url ->
                        receivers.add(new WebhookReceiver(url, config.delivery().timeout())));
        if (receivers.isEmpty()) {
            Log.warn("No receiver is set up: nobody is told of alerts, they are only written to the log"
                    + " (footfall.alerts.mail-to, footfall.alerts.webhook-url)");
        }
        return receivers;
    }
}
