package io.footfall.ingest.visitor;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Detects bots by their user agent and extracts their names. A bot identifies itself with a word such as "bot" or
 * "crawler", or with a link or a mail address, which no browser of a person contains. Programs that only name their
 * HTTP library count as people: they may forward other people's clicks. A name is untrusted text, short and printable,
 * and anybody can send new ones.
 */
public final class BotDetector {
    /** The name of bots without a name. */
    public static final String UNNAMED = "other";

    /** The longest name, in characters. */
    public static final int LONGEST_NAME = 40;

    /** The rest of a longer user agent is ignored. */
    private static final int LONGEST_USER_AGENT = 512;

    private static final List<String> SIGNS =
            List.of("://", "www.", "crawl", "spider", "slurp", "headless", "favicon", "preview", "lighthouse", "scrap");

    /** A quick check before the slower search for {@link #SIGN_IN_CONTEXT}. */
    private static final List<String> POSSIBLE_SIGNS = List.of("bot", "@", "compatible; ");

    /** Except Cubot, which is a phone, and Internet Explorer. */
    private static final Pattern SIGN_IN_CONTEXT =
            Pattern.compile("(?<!cu)bot(?:\\b|[/_-])|[a-z0-9]@[a-z]|compatible; (?!msie|konqueror)");

    private static final List<String> WORDS_IN_NAMES =
            List.of("bot", "crawl", "spider", "slurp", "headless", "favicon", "preview", "lighthouse", "scrap");

    private static final Pattern LINK = Pattern.compile("(?:https?://|www\\.)\\S*+", Pattern.CASE_INSENSITIVE);
    private static final String PRODUCT = "[A-Za-z0-9][A-Za-z0-9._-]*+";
    private static final Pattern ANY_PRODUCT = Pattern.compile(PRODUCT);
    private static final Pattern COMPATIBLE_PRODUCT = Pattern.compile("compatible; {0,2}+((?!MSIE)" + PRODUCT + ")");
    private static final Pattern FIRST_PRODUCT = Pattern.compile("^((?!Mozilla|Opera)" + PRODUCT + ")");

    private BotDetector() {}

    /** The bot's name in printable ASCII; empty for people. */
    public static Optional<String> name(String userAgent) {
        var read = userAgent.substring(0, Math.min(userAgent.length(), LONGEST_USER_AGENT));
        return isBot(read.toLowerCase(Locale.ROOT)) ? Optional.of(nameIn(read)) : Optional.empty();
    }

    private static boolean isBot(String userAgent) {
        return containsAny(userAgent, SIGNS)
                || (containsAny(userAgent, POSSIBLE_SIGNS)
                        && SIGN_IN_CONTEXT.matcher(userAgent).find());
    }

    private static String nameIn(String userAgent) {
        var withoutLinks = LINK.matcher(userAgent).replaceAll("");
        return ANY_PRODUCT
                .matcher(withoutLinks)
                .results()
                .map(product -> product.group())
                .filter(product -> containsAny(product.toLowerCase(Locale.ROOT), WORDS_IN_NAMES))
                .findFirst()
                .or(() -> group(COMPATIBLE_PRODUCT, withoutLinks))
                .or(() -> group(FIRST_PRODUCT, withoutLinks))
                .map(name -> name.substring(0, Math.min(name.length(), LONGEST_NAME)))
                .orElse(UNNAMED);
    }

    private static Optional<String> group(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static boolean containsAny(String text, List<String> parts) {
        for (var part : parts) {
            if (text.contains(part)) {
                return true;
            }
        }
        return false;
    }
}
