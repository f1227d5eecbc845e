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
import io.footfall.alerts.rules.Rules;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** Settings in; those who are told of alerts out. */
@Singleton
final class ReceiversWiring {
    private static final int BEFORE_ALL = Interceptor.Priority.PLATFORM_BEFORE - 1;

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

    /** At the start of every replica: one that stands by must not find out that a setting is wrong when it takes over. */
    void check(@Observes @Priority(BEFORE_ALL) StartupEvent started, List<Recipient> recipients) {
        if (recipients.isEmpty() && config.notifies()) {
            Log.warn("No receiver is set up: nobody is told of alerts, they are only written to the log"
                    + " (footfall.alerts.receivers)");
        }
    }

    @Produces
    @Singleton
    List<Recipient> recipients() {
        if (!config.notifies()) {
            Log.info("Nobody is told of alerts, it is only logged what would be told (footfall.alerts.notify=false)");
            return List.of();
        }
        return config.receivers().entrySet().stream()
                .map(entry -> recipient(entry.getKey(), entry.getValue()))
                .toList();
    }

    @Produces
    @Singleton
    Trial trial(List<Recipient> recipients) {
        return new Trial(recipients, config.delivery().timeout(), clock);
    }

    private Recipient recipient(String name, ReceiverConfig receiver) {
        var setting = "footfall.alerts.receivers." + name;
        var rules = receiver.rules().orElse(Set.of());
        if (!Rules.NAMES.containsAll(rules)) {
            throw new IllegalArgumentException(setting + ".rules has others than " + Rules.NAMES);
        }
        var route = new Route(receiver.severity(), rules, receiver.resolved());
        return new Recipient(name, route, made(setting, receiver));
    }

    private Receiver made(String setting, ReceiverConfig receiver) {
        if (receiver.type() == AlertsConfig.Type.MAIL) {
            var to = receiver.to().orElseThrow(() -> missing(setting + ".to"));
            return new MailReceiver(
                    receiver.from(), to, config.publicUrl().map(URI::toString).orElse(""), mail, vertx);
        }
        var url = WebhookUrl.checked(
                setting, receiver.url().orElseThrow(() -> missing(setting + ".url")), receiver.allowInsecure());
        return new WebhookReceiver(
                url,
                Payload.valueOf(receiver.type().name()),
                signature(setting, receiver),
                http,
                config.delivery().timeout(),
                clock);
    }

    private static WebhookSignature signature(String setting, ReceiverConfig receiver) {
        try {
            return new WebhookSignature(receiver.secrets().orElse(List.of()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(setting + ".secrets: " + e.getMessage(), e);
        }
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
