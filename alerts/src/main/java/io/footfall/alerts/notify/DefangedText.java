package io.footfall.alerts.notify;

import java.util.regex.Pattern;

/**
 * Defangs text that visitors have written, for messages to people: chats and mail programs must not make a link or a
 * mention of it. People can still read it: {@code https://evil.example} becomes {@code https[:]//evil[.]example}.
 */
public final class DefangedText {
    /** A host name at the beginning of a word or of an address. A file name in a path is none. */
    private static final Pattern HOST =
            Pattern.compile("(?<=^|//|[^\\p{L}\\p{N}/._-])[.-]*(?:[\\p{L}\\p{N}_-]+\\.)+\\p{L}[\\p{L}\\p{N}-]+");

    private static final Pattern MENTION = Pattern.compile("@(?=\\S)");

    private DefangedText() {}

    /** The notification with defanged summaries and evidence. */
    public static Notification of(Notification notification) {
        return notification.withAlerts(notification.alerts().stream()
                .map(alert -> alert.withText(
                        of(alert.summary()),
                        alert.evidence().stream().map(DefangedText::of).toList()))
                .toList());
    }

    static String of(String text) {
        var withoutHosts = HOST.matcher(text).replaceAll(host -> host.group().replace(".", "[.]"));
        return MENTION.matcher(withoutHosts)
                .replaceAll("@ ")
                .replace("://", "[:]//")
                .replace("](", "] (");
    }
}
