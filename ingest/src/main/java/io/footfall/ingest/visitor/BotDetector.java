package io.footfall.ingest.visitor;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Detects bots by their user agent and extracts their names. A bot identifies itself with a word such as "bot" or
 * "crawler", or with a link or a mail address, which no browser of a person contains, or it is {@linkplain KnownBots
 * known}. Programs that only name their HTTP library count as people: they may forward other people's clicks. A name is
 * untrusted text, short and printable, and anybody can send new ones.
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

    /** Except Cubot, which is a phone, and old browsers. */
    private static final Pattern SIGN_IN_CONTEXT = Pattern.compile("(?<!cu)bot(?:\\b|[/_-])"
            + "|[a-z0-9]@[a-z][a-z0-9-]*+\\.[a-z]"
            + "|compatible; (?!msie|konqueror|netpositive|antgalio|ncbrowser|kun/|amiga)"
            + "(?:[a-z0-9._ -]{1,40}+/[0-9]|[a-z0-9._-]{1,40}+\\))");

    /** There are phones and tablets called "M bot 60", "XBot Junior" and "Spider 8". */
    private static final Pattern ANDROID_DEVICE =
            Pattern.compile("; Android [0-9.]++;(?: [A-Za-z]{2}[_-][A-Za-z]{2};)? [^;)/]*+");

    private static final KnownBots KNOWN = KnownBots.load();

    /** What was found out already, by user agent; at most some megabytes. */
    private static final Map<String, Optional<String>> NAMES = new ConcurrentHashMap<>();

    private static final int MAX_NAMES = 4_096;

    private static final List<String> WORDS_IN_NAMES =
            List.of("bot", "crawl", "spider", "slurp", "headless", "favicon", "preview", "lighthouse", "scrap");

    private static final Pattern LINK = Pattern.compile("(?:https?://|www\\.)\\S*+", Pattern.CASE_INSENSITIVE);
    private static final String PRODUCT = "[A-Za-z0-9][A-Za-z0-9._-]*+";
    private static final Pattern NOT_IN_A_PRODUCT = Pattern.compile("[^A-Za-z0-9._-]+");
    private static final Pattern ANY_PRODUCT = Pattern.compile(PRODUCT);
    private static final Pattern COMPATIBLE_PRODUCT = Pattern.compile("compatible; {0,2}+((?!MSIE)" + PRODUCT + ")");
    private static final Pattern FIRST_PRODUCT = Pattern.compile("^((?!Mozilla|Opera)" + PRODUCT + ")");

    private BotDetector() {}

    /** The bot's name in printable ASCII; empty for people. */
    public static Optional<String> name(String userAgent) {
        var known = NAMES.get(userAgent);
        if (known != null) {
            return known;
        }
        var read = userAgent.substring(0, Math.min(userAgent.length(), LONGEST_USER_AGENT));
        var name = isBot(read) ? Optional.of(nameIn(read)) : Optional.<String>empty();
        if (userAgent.length() <= LONGEST_USER_AGENT) {
            if (NAMES.size() >= MAX_NAMES) {
                NAMES.clear(); // somebody invents user agents
            }
            NAMES.put(userAgent, name);
        }
        return name;
    }

    private static boolean isBot(String userAgent) {
        return (hasSign(userAgent) && hasSign(withoutDevice(userAgent)))
                || KNOWN.find(userAgent).isPresent();
    }

    static boolean hasSign(String userAgent) {
        var lowerCase = userAgent.toLowerCase(Locale.ROOT);
        return containsAny(lowerCase, SIGNS)
                || (containsAny(lowerCase, POSSIBLE_SIGNS)
                        && SIGN_IN_CONTEXT.matcher(lowerCase).find());
    }

    private static String withoutDevice(String userAgent) {
        return ANDROID_DEVICE.matcher(userAgent).replaceFirst("; Android");
    }

    private static String nameIn(String userAgent) {
        var withoutLinks = LINK.matcher(withoutDevice(userAgent)).replaceAll("");
        return ANY_PRODUCT
                .matcher(withoutLinks)
                .results()
                .map(product -> product.group())
                .filter(product -> containsAny(product.toLowerCase(Locale.ROOT), WORDS_IN_NAMES))
                .findFirst()
                .or(() -> knownName(userAgent))
                .or(() -> group(COMPATIBLE_PRODUCT, withoutLinks))
                .or(() -> group(FIRST_PRODUCT, withoutLinks))
                .map(name -> name.substring(0, Math.min(name.length(), LONGEST_NAME)))
                .orElse(UNNAMED);
    }

    /** The whole product, such as {@code RuxitSynthetic}, or the entry if that has several words. */
    private static Optional<String> knownName(String userAgent) {
        return KNOWN.find(userAgent).map(found -> {
            var entry = NOT_IN_A_PRODUCT.matcher(found.entry()).replaceAll("-").replaceFirst("-$", "");
            return ANY_PRODUCT
                    .matcher(userAgent)
                    .results()
                    .filter(product -> product.start() <= found.at() && found.at() < product.end())
                    .map(MatchResult::group)
                    .filter(product -> product.length() >= entry.length())
                    .findFirst()
                    .orElse(entry);
        });
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
