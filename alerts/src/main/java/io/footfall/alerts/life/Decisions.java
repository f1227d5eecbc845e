package io.footfall.alerts.life;

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
 * What people have decided about alerts: records of the topic of decisions in, what holds now out.
 * Keys begin with what they are about, such as {@code silence/}; a newer record replaces the older
 * one, a record without value takes it back.
 */
public final class Decisions {
    private static final Map<String, Class<?>> KINDS = Map.of(
            "silence", Silence.class,
            "acknowledgement", Acknowledgement.class,
            "redelivery", Redelivery.class,
            "disablement", Disablement.class);

    private final Map<String, Object> byKey = new ConcurrentHashMap<>();

    public static String silence(String id) {
        return "silence/" + id;
    }

    public static String acknowledgement(String fingerprint) {
        return "acknowledgement/" + fingerprint;
    }

    public static String redelivery(String notice, String receiver) {
        return "redelivery/" + notice + "/" + receiver;
    }

    public static String disablement(String receiver) {
        return "disablement/" + receiver;
    }

    /** Takes one record; what a newer version of the service may have written is passed over. */
    public void put(String key, byte[] value) {
        var kind = KINDS.get(key.substring(0, Math.max(0, key.indexOf('/'))));
        if (value == null) {
            byKey.remove(key);
        } else if (kind != null) {
            byKey.put(key, Json.read(value, kind));
        }
    }

    /** All silences that have not ended, those that end first at the head. */
    public List<Silence> silences(Instant now) {
        return all(Silence.class).stream()
                .filter(silence -> now.isBefore(silence.until()))
                .sorted(Comparator.comparing(Silence::until))
                .toList();
    }

    /** The silence that keeps an alert from being told, the one that lasts longest if there are several. */
    public Optional<Silence> silenceOf(Alert alert, Instant now) {
        return all(Silence.class).stream()
                .filter(silence -> silence.covers(alert, now))
                .max(Comparator.comparing(Silence::until));
    }

    public Optional<Acknowledgement> acknowledgementOf(Alert alert) {
        return Optional.ofNullable((Acknowledgement) byKey.get(acknowledgement(alert.fingerprint())))
                .filter(acknowledgement -> acknowledgement.covers(alert));
    }

    public Collection<Redelivery> redeliveries() {
        return all(Redelivery.class);
    }

    /** Holds from now on, and not only once it has been read from the log. */
    public void disable(Disablement disablement) {
        byKey.put(disablement(disablement.receiver()), disablement);
    }

    /**
     * Whether a receiver is not to be told.
     *
     * @param address a hash of where it is now
     */
    public boolean isDisabled(String receiver, String address) {
        return byKey.get(disablement(receiver)) instanceof Disablement disablement
                && disablement.address().equals(address);
    }

    /** Keys of what nobody needs any more: what ended, or was decided, before then. */
    public List<String> outdated(Instant before) {
        return byKey.entrySet().stream()
                .filter(entry -> end(entry.getValue()).isBefore(before))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Instant end(Object decision) {
        if (decision instanceof Silence silence) {
            return silence.until();
        }
        if (decision instanceof Redelivery redelivery) {
            return redelivery.at();
        }
        return decision instanceof Acknowledgement acknowledgement ? acknowledgement.at() : Instant.MAX;
    }

    private <T> List<T> all(Class<T> kind) {
        return byKey.values().stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
