package io.footfall.alerts;

import io.footfall.alerts.AlertsConfig.ReceiverConfig;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Refuses settings that a receiver's type does not use: whoever set them expects an effect. */
final class UnusedSettings {
    private UnusedSettings() {}

    /**
     * Checks the settings of one receiver.
     *
     * @param setting prefix of its settings, for the error message
     * @throws IllegalArgumentException if one has no effect
     */
    static void check(String setting, ReceiverConfig receiver) {
        var unused = receiver.type() == AlertsConfig.Type.MAIL ? ofPosts(receiver) : ofMails(receiver);
        unused.forEach((name, value) -> {
            if (value.isPresent()) {
                throw new IllegalArgumentException("%s.%s is set, but a receiver of type %s does not use it"
                        .formatted(setting, name, receiver.type().name().toLowerCase(Locale.ROOT)));
            }
        });
    }

    private static Map<String, Optional<?>> ofMails(ReceiverConfig receiver) {
        var settings = new LinkedHashMap<String, Optional<?>>();
        settings.put("to", receiver.to());
        settings.put("from", receiver.from());
        return settings;
    }

    private static Map<String, Optional<?>> ofPosts(ReceiverConfig receiver) {
        var settings = new LinkedHashMap<String, Optional<?>>();
        settings.put("url", receiver.url());
        settings.put("allow-insecure", receiver.allowInsecure());
        settings.put("authorization", receiver.authorization());
        settings.put("secrets", receiver.secrets());
        return settings;
    }
}
