package io.footfall.alerts;

import io.footfall.alerts.AlertsConfig.ReceiverConfig;
import io.footfall.alerts.notify.MailReceiver;
import io.footfall.alerts.notify.Payload;
import io.footfall.alerts.notify.Receiver;
import io.footfall.alerts.notify.Recipient;
import io.footfall.alerts.notify.Route;
import io.footfall.alerts.notify.Trial;
import io.footfall.alerts.notify.WebhookReceiver;
import io.footfall.alerts.notify.WebhookSignature;
import io.footfall.alerts.notify.WebhookUrl;
import io.quarkus.logging.Log;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** Settings in; those who are told of alerts out. */
@Singleton
final class ReceiversWiring {
    private final AlertsConfig config;
    private final Clock clock;
    private final Vertx vertx;
    private final MailClient mail;
    private final HttpClient http;

    ReceiversWiring(
            AlertsConfig config, Clock clock, Vertx vertx, MailClient mail, TlsConfigurationRegistry certificates) {
        this.config = config;
        this.clock = clock;
        this.vertx = vertx;
        this.mail = mail;
        this.http = http(config, certificates);
    }

    @Produces
    @Singleton
    List<Recipient> recipients() {
        if (!config.notifies()) {
            Log.info("Nobody is told of alerts, it is only logged what would be told (footfall.alerts.notify=false)");
            return List.of();
        }
        var recipients = config.receivers().entrySet().stream()
                .map(entry -> recipient(entry.getKey(), entry.getValue()))
                .toList();
        if (recipients.isEmpty()) {
            Log.warn("No receiver is set up: nobody is told of alerts, they are only written to the log"
                    + " (footfall.alerts.receivers)");
        }
        return recipients;
    }

    @Produces
    @Singleton
    Trial trial(List<Recipient> recipients) {
        return new Trial(recipients, config.delivery().timeout(), clock);
    }

    private Recipient recipient(String name, ReceiverConfig receiver) {
        var route = new Route(receiver.severity(), receiver.rules().orElse(Set.of()), receiver.resolved());
        return new Recipient(name, route, made("footfall.alerts.receivers." + name, receiver));
    }

    private Receiver made(String setting, ReceiverConfig receiver) {
        if (receiver.type() == AlertsConfig.Type.MAIL) {
            var to = receiver.to().orElseThrow(() -> missing(setting + ".to"));
            return new MailReceiver(receiver.from(), to, mail, vertx);
        }
        var url = WebhookUrl.checked(
                setting, receiver.url().orElseThrow(() -> missing(setting + ".url")), receiver.allowInsecure());
        return new WebhookReceiver(
                url,
                Payload.valueOf(receiver.type().name()),
                new WebhookSignature(receiver.secrets().orElse(List.of())),
                http,
                config.delivery().timeout(),
                clock);
    }

    private static HttpClient http(AlertsConfig config, TlsConfigurationRegistry certificates) {
        var http = WebhookReceiver.client(config.delivery().timeout());
        certificates
                .getDefault()
                .filter(own -> own.getTrustStoreOptions() != null)
                .ifPresent(own -> {
                    try {
                        http.sslContext(own.createSSLContext());
                    } catch (Exception e) {
                        throw new IllegalArgumentException("the certificates to trust (quarkus.tls) cannot be used", e);
                    }
                });
        return http.build();
    }

    private static IllegalArgumentException missing(String setting) {
        return new IllegalArgumentException(setting + " is not set");
    }
}
