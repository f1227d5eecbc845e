package io.footfall.alerts.notify.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.footfall.events.text.SingleLine;
import java.net.IDN;
import java.util.regex.Pattern;

/** Validates mail addresses, with or without the name that mailboxes show: {@code Ann <ann@example.org>}. */
public final class MailAddress {
    private static final String PART = "[^\\s\\p{Cntrl}@<>(),;:\"\\\\]+";
    private static final Pattern VALID =
            Pattern.compile("(?:(?<name>[^\\p{Cntrl}@<>(),;:\"\\\\]*)(?<open><))?(?<user>%s)@(?<domain>%s)(?<close>>)?"
                    .formatted(PART, PART));

    private static final int MAX_LENGTH = 300;

    private MailAddress() {}

    /**
     * Returns the address as mail headers have it: without blanks around it, other characters than ASCII encoded.
     *
     * @param setting for the error message
     * @throws IllegalArgumentException if it is no mail address
     */
    public static String validated(String setting, String text) {
        var address = text.strip();
        var parts = VALID.matcher(address);
        if (address.length() > MAX_LENGTH
                || !parts.matches()
                || (parts.group("open") == null) != (parts.group("close") == null)) {
            throw refused(setting, text, "must be a mail address such as ann@example.org or Ann <ann@example.org>");
        }
        if (!isAscii(parts.group("user"))) {
            throw refused(setting, text, "what is before the @ must be ASCII, which all mail servers take");
        }
        var mailbox = parts.group("user") + "@" + domain(setting, text, parts.group("domain"));
        if (parts.group("open") == null) {
            return mailbox;
        }
        var name = parts.group("name");
        return (isAscii(name) ? name : EncodedWords.of(name.strip()) + " ") + "<" + mailbox + ">";
    }

    private static String domain(String setting, String text, String domain) {
        try {
            return isAscii(domain) ? domain : IDN.toASCII(domain);
        } catch (IllegalArgumentException noDomain) {
            throw refused(setting, text, "no domain can have such a name");
        }
    }

    private static boolean isAscii(String text) {
        return US_ASCII.newEncoder().canEncode(text);
    }

    private static IllegalArgumentException refused(String setting, String text, String why) {
        return new IllegalArgumentException("%s is '%s': %s".formatted(setting, SingleLine.of(text, MAX_LENGTH), why));
    }
}
