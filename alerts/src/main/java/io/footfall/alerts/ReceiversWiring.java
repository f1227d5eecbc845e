package io.footfall.alerts;

import io.footfall.alerts.AlertsConfig.ReceiverConfig;
import io.footfall.alerts.notify.Notifier;
import io.footfall.alerts.notify.Receiver;
import io.footfall.alerts.notify.ReceiverTest;
import io.footfall.alerts.notify.Route;
import io.footfall.alerts.notify.mail.MailAddress;
import io.footfall.alerts.notify.mail.MailNotifier;
import io.footfall.alerts.notify.webhook.WebhookEndpoint;
import io.footfall.alerts.notify.webhook.WebhookNotifier;
import io.footfall.alerts.notify.webhook.WebhookPayload;
import io.footfall.alerts.notify.webhook.WebhookProxy;
import io.footfall.alerts.notify.webhook.WebhookSignature;
import io.footfall.alerts.notify.webhook.WebhookUrl;
import io.footfall.alerts.rules.RuleNames;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.ext.mail.MailClient;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** Creates the receivers from the settings. */
@Singleton
final class ReceiversWiring {
    private static final String SETTING = "footfall.alerts.receivers";
    private static final String DEFAULT_FROM = "footfall@localhost";
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
        this.http = http(config, vertx, certificates);
    }

    /** Creates the receivers at the start of every replica: a wrong setting must not show at a take-over only. */
    void check(@Observes @Priority(BEFORE_ALL) StartupEvent started, List<Receiver> receivers) {
        if (receivers.isEmpty() && config.notifies()) {
            Log.warnf("No receiver is configured: notifications are only logged (%s)", SETTING);
        }
    }

    @Produces
    @Singleton
    List<Receiver> receivers() {
        if (!config.notifies()) {
            Log.info("Notifications are only logged, not sent (footfall.alerts.notify=false)");
            return List.of();
        }
        return config.receivers().entrySet().stream()
                .map(entry -> receiver(entry.getKey(), entry.getValue()))
                .toList();
    }

    @Produces
    @Singleton
    ReceiverTest receiverTest(List<Receiver> receivers) {
        return new ReceiverTest(receivers, config.delivery().attemptTimeout(), clock);
    }

    private Receiver receiver(String name, ReceiverConfig receiver) {
        var setting = SETTING + "." + name;
        UnusedSettings.check(setting, receiver);
        var rules = receiver.rules().orElse(Set.of());
        if (!RuleNames.ALL.containsAll(rules)) {
            throw new IllegalArgumentException(
                    "%s.rules is %s, but the rules are %s".formatted(setting, rules, RuleNames.ALL));
        }
        var route = new Route(receiver.severity(), rules, receiver.resolved());
        return new Receiver(name, route, notifier(setting, receiver));
    }

    private Notifier notifier(String setting, ReceiverConfig receiver) {
        if (receiver.type() == AlertsConfig.Type.MAIL) {
            var to = receiver.to().orElseThrow(() -> missing(setting + ".to")).stream()
                    .map(address -> MailAddress.validated(setting + ".to", address))
                    .toList();
            var from = MailAddress.validated(setting + ".from", receiver.from().orElse(DEFAULT_FROM));
            return new MailNotifier(from, to, publicUrl(), mail, vertx);
        }
        var url = WebhookUrl.validated(
                setting,
                receiver.url().orElseThrow(() -> missing(setting + ".url")),
                receiver.allowInsecure().orElse(false));
        return new WebhookNotifier(
                WebhookEndpoint.of(setting, url, receiver.authorization(), proxy(config.delivery())),
                WebhookPayload.valueOf(receiver.type().name()),
                publicUrl(),
                signature(setting, receiver),
                http,
                config.delivery().attemptTimeout(),
                clock);
    }

    private String publicUrl() {
        return config.publicUrl().map(URI::toString).orElse("").replaceFirst("/+$", "");
    }

    private static WebhookSignature signature(String setting, ReceiverConfig receiver) {
        try {
            return new WebhookSignature(receiver.secrets().orElse(List.of()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(setting + ".secrets: " + e.getMessage(), e);
        }
    }

    private static WebhookProxy proxy(AlertsConfig.DeliveryConfig delivery) {
        return new WebhookProxy(
                "footfall.alerts.delivery.https-proxy (by default HTTPS_PROXY)",
                delivery.httpsProxy(),
                delivery.noProxy().orElse(List.of()));
    }

    private static HttpClient http(AlertsConfig config, Vertx vertx, TlsConfigurationRegistry certificates) {
        var options = WebhookNotifier.clientOptions(config.delivery().attemptTimeout());
        certificates
                .getDefault()
                .filter(configured -> configured.getTrustStoreOptions() != null)
                .ifPresent(configured -> options.setTrustOptions(configured.getTrustStoreOptions())
                        .setKeyCertOptions(configured.getKeyStoreOptions()));
        return vertx.createHttpClient(options);
    }

    private static IllegalArgumentException missing(String setting) {
        return new IllegalArgumentException(setting + " is not set");
    }
}
