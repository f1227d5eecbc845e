package io.footfall.alerts.notify.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.events.text.UnicodeText;
import java.util.Base64;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * Writes text in mail headers as RFC 2047 specifies. The mail client of Vert.x would encode the two halves of a surrogate
 * pair one by one, as question marks.
 */
final class EncodedWords {
    private static final Pattern PRINTABLE = Pattern.compile("[ -~]*");
    /** In Base64 with what is around it this is 64 characters, of 76 in a line that begins with the header's name. */
    private static final int MAX_BYTES = 39;

    private EncodedWords() {}

    /** The text itself if it is printable ASCII without an encoded word, which a visitor may have written. */
    static String of(String text) {
        if (PRINTABLE.matcher(text).matches() && !text.contains("=?")) {
            return text;
        }
        var words = new StringJoiner("\n ");
        for (var rest = text; !rest.isEmpty(); ) {
            var bytes = UnicodeText.beginning(rest, MAX_BYTES);
            words.add("=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes) + "?=");
            rest = rest.substring(new String(bytes, UTF_8).length());
        }
        return words.toString();
    }
}
