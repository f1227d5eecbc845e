package io.footfall.events.text;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Host names as browsers send them: in lower case, letters beyond ASCII in Punycode ({@code xn--mller-kva} for
 * {@code müller}). Names with an underscore are accepted, as browsers accept them, although RFC 952 does not.
 */
public final class HostName {
    private static final Pattern IP_V6 = Pattern.compile("\\[[0-9a-f:.]+]");
    private static final Pattern IMPOSSIBLE = Pattern.compile("[^a-z0-9._-]");
    /** The JDK maps them to other letters, browsers do not: sharp s, final sigma and the two joiners. */
    private static final Pattern AMBIGUOUS = Pattern.compile("[ßς\\x{200C}\\x{200D}]");

    private static final int LAST_ASCII = 127;

    private HostName() {}

    /**
     * A name in the notation of browsers.
     *
     * @param host a name, or an address of IPv6 in brackets; without a port
     * @throws IllegalArgumentException if it cannot be a host; the message names the character
     */
    public static String ascii(String host) {
        var name = Normalizer.normalize(host.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("the host is missing");
        }
        if (IP_V6.matcher(name).matches()) {
            return name;
        }
        first(AMBIGUOUS, name).ifPresent(character -> {
            throw new IllegalArgumentException(
                    "'%s' has several notations in host names: write the name as xn--…".formatted(character));
        });
        var ascii = name.chars().allMatch(character -> character <= LAST_ASCII) ? name : punycode(name);
        first(IMPOSSIBLE, ascii).ifPresent(character -> {
            throw new IllegalArgumentException("a host name cannot contain '%s' (U+%04X)"
                    .formatted(SingleLine.of(character, character.length()), character.codePointAt(0)));
        });
        return ascii;
    }

    private static String punycode(String name) {
        try {
            return IDN.toASCII(name, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'%s' cannot be written in Punycode: %s".formatted(name, e.getMessage()), e);
        }
    }

    private static Optional<String> first(Pattern character, String name) {
        var found = character.matcher(name);
        return found.find() ? Optional.of(found.group()) : Optional.empty();
    }
}
