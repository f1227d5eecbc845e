package io.footfall.alerts.notify.mail;

import io.footfall.events.text.SingleLine;
import java.util.regex.Pattern;

/** Validates mail addresses, with or without the name that mailboxes show: {@code Ann <ann@example.org>}. */
public final class MailAddress {
    private static final String ADDRESS = "[^\\s\\p{Cntrl}@<>(),;:\"\\\\]+@[^\\s\\p{Cntrl}@<>(),;:\"\\\\]+";
    private static final Pattern VALID =
            Pattern.compile("%s|[^\\p{Cntrl}@<>(),;:\"\\\\]*<%s>".formatted(ADDRESS, ADDRESS));

    private static final int MAX_LENGTH = 300;

    private MailAddress() {}

    /**
     * Returns the address without blanks around it.
     *
     * @param setting for the error message
     * @throws IllegalArgumentException if it is no mail address
     */
    public static String validated(String setting, String text) {
        var address = text.strip();
        if (address.length() > MAX_LENGTH || !VALID.matcher(address).matches()) {
            throw new IllegalArgumentException(
                    "%s is '%s': must be a mail address such as ann@example.org or Ann <ann@example.org>"
                            .formatted(setting, SingleLine.of(text, MAX_LENGTH)));
        }
        return address;
    }
}
