package io.footfall.alerts.state.actions;

import io.footfall.events.Alert;
import io.footfall.events.Json;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What operators did about alerts, and the receivers that were disabled: a view of the topic {@code alerts-decisions}.
 * Keys begin with the kind of the action, such as {@code silence/}. The newest record of a key replaces the older ones;
 * one without a value takes the action back. Thread-safe.
 */
public final class OperatorActions {
    private static final Map<String, Class<?>> KINDS = Map.of(
            "silence", Silence.class,
            "acknowledgement", Acknowledgement.class,
            "redelivery", Redelivery.class,
            "disablement", DisabledReceiver.class);

    private final Map<String, Object> byKey = new ConcurrentHashMap<>();

    public static String silenceKey(String id) {
        return "silence/" + id;
    }

    public static String acknowledgementKey(String fingerprint) {
        return "acknowledgement/" + fingerprint;
    }

    public static String redeliveryKey(String notification, String receiver) {
        return "redelivery/" + notification + "/" + receiver;
    }

    public static String disabledKey(String receiver) {
        return "disablement/" + receiver;
    }

    /** Puts one record. Kinds that only a newer version of the service knows are ignored. */
    public void put(String key, byte[] value) {
        var kind = KINDS.get(key.substring(0, Math.max(0, key.indexOf('/'))));
        if (value == null) {
            byKey.remove(key);
        } else if (kind != null) {
            byKey.put(key, Json.read(value, kind));
        }
    }

    /** All silences that have not ended, the first to end first. */
    public List<Silence> silences(Instant now) {
        return all(Silence.class).stream()
                .filter(silence -> now.isBefore(silence.until()))
                .sorted(Comparator.comparing(Silence::until))
                .toList();
    }

    /** The silence that covers an alert now; the last to end if there are several. */
    public Optional<Silence> silenceOf(Alert alert, Instant now) {
        return all(Silence.class).stream()
                .filter(silence -> silence.covers(alert, now))
                .max(Comparator.comparing(Silence::until));
    }

    /** Whether silences cover a firing alert without a gap, from when it fired to that time, inclusive. */
    public boolean isSilencedThroughout(Alert alert, Instant until) {
        var covered = alert.firedAt();
        while (!covered.isAfter(until)) {
            var silence = silenceOf(alert, covered);
            if (silence.isEmpty()) {
                return false;
            }
            covered = silence.get().until();
        }
        return true;
    }

    public Optional<Acknowledgement> acknowledgementOf(Alert alert) {
        return Optional.ofNullable((Acknowledgement) byKey.get(acknowledgementKey(alert.fingerprint())))
                .filter(acknowledgement -> acknowledgement.covers(alert));
    }

    public Collection<Redelivery> redeliveries() {
        return all(Redelivery.class);
    }

    /** Disables a receiver at once, before its record has been read back from Kafka. */
    public void disable(DisabledReceiver disabled) {
        byKey.put(disabledKey(disabled.receiver()), disabled);
    }

    /**
     * Whether a receiver is disabled at its present address.
     *
     * @param addressHash hash of that address
     */
    public boolean isDisabled(String receiver, String addressHash) {
        return byKey.get(disabledKey(receiver)) instanceof DisabledReceiver disabled
                && disabled.address().equals(addressHash);
    }

    /** Keys of actions that are no longer needed: silences that ended, and other actions made, before that time. */
    public List<String> expiredKeys(Instant before) {
        return byKey.entrySet().stream()
                .filter(entry -> end(entry.getValue()).isBefore(before))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Instant end(Object action) {
        if (action instanceof Silence silence) {
            return silence.until();
        }
        if (action instanceof Redelivery redelivery) {
            return redelivery.at();
        }
        return action instanceof Acknowledgement acknowledgement ? acknowledgement.at() : Instant.MAX;
    }

    private <T> List<T> all(Class<T> kind) {
        return byKey.values().stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
