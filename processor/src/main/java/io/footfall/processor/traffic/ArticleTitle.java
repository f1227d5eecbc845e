package io.footfall.processor.traffic;

import io.footfall.events.text.BlankText;
import io.footfall.events.text.TextLimit;
import java.util.regex.Pattern;

/** Titles as windows have them: short, and never blank. */
final class ArticleTitle {
    static final int MAX_LENGTH = 100;

    private static final String UNTITLED = "untitled";
    private static final Pattern ORIGIN = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*");
    private static final Pattern AFTER_PATH = Pattern.compile("[?#].*", Pattern.DOTALL);

    private ArticleTitle() {}

    /** The title as it is counted: empty if nobody could see it. */
    static String counted(String title) {
        return BlankText.orElse(TextLimit.cut(title, MAX_LENGTH), "");
    }

    /** The title as it is shown: the path of the article, if the title is empty. */
    static String shown(String title, String article) {
        return title.isEmpty() ? TextLimit.cut(BlankText.orElse(path(article), UNTITLED), MAX_LENGTH) : title;
    }

    private static String path(String article) {
        var path = AFTER_PATH.matcher(ORIGIN.matcher(article).replaceFirst("")).replaceFirst("");
        return path.isEmpty() && ORIGIN.matcher(article).lookingAt() ? "/" : path;
    }
}
