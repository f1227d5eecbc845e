package io.footfall.alerts;

import io.footfall.alerts.notify.webhook.WebhookUrl;
import io.footfall.alerts.rules.RulesConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.net.URI;

/** Refuses to start with settings whose types are right and that cannot work, alone or with each other. */
@Singleton
final class AlertsSettingsCheck {
    private static final int BEFORE_ALL = Interceptor.Priority.PLATFORM_BEFORE - 1;

    void check(@Observes @Priority(BEFORE_ALL) StartupEvent started, AlertsConfig alerts, RulesConfig rules) {
        check(alerts, rules);
        ReceiverVariables.check(System.getenv().keySet(), alerts.receivers().keySet());
    }

    /**
     * Checks settings for what their types do not.
     *
     * @throws IllegalArgumentException if one cannot work, or two contradict each other
     */
    static void check(AlertsConfig alerts, RulesConfig rules) {
        var flood = rules.flood();
        atLeast("rules.flood.extreme", flood.extreme(), "rules.flood.factor", flood.factor());
        flood.maxClicks()
                .ifPresent(maxClicks ->
                        atLeast("rules.flood.max-clicks", maxClicks, "rules.flood.min-clicks", flood.minClicks()));
        atLeast("repeat-interval", alerts.repeatInterval(), "group-wait", alerts.groupWait());
        alerts.publicUrl().ifPresent(AlertsSettingsCheck::checkPublicUrl);
    }

    /** Alertmanager refuses all alerts of a request if the link of one is no URL. */
    private static void checkPublicUrl(URI url) {
        var setting = "footfall.alerts.public-url";
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException(setting + " must end with a host or path: it has a '?' or '#'");
        }
        WebhookUrl.parsed(setting, url.toString());
    }

    private static <T extends Comparable<T>> void atLeast(String setting, T value, String other, T least) {
        if (value.compareTo(least) < 0) {
            throw new IllegalArgumentException(
                    "footfall.alerts.%s is %s: must be at least footfall.alerts.%s, which is %s"
                            .formatted(setting, value, other, least));
        }
    }
}
