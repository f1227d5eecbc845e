package io.footfall.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the documentation: its links, headings, tables and what stands in backticks. */
final class MarkdownPage {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern IMAGE = Pattern.compile("src(?:set)?=\"([^\"]+)\"");
    private static final Pattern INLINE_CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern HEADING = Pattern.compile("#{1,6} (.*)");
    private static final Pattern NOT_IN_ANCHOR = Pattern.compile("[^\\p{L}\\p{N} _-]");
    private static final Pattern CELL_BORDER = Pattern.compile(" *\\| *");

    private final Path file;
    private final List<String> lines = new ArrayList<>();
    private final List<String> prose = new ArrayList<>();

    MarkdownPage(Path file) {
        this.file = file;
        lines.addAll(ProjectFiles.text(file).lines().toList());
        var isCode = false;
        for (var line : lines) {
            if (line.startsWith("```")) {
                isCode = !isCode;
            } else if (!isCode) {
                prose.add(line);
            }
        }
    }

    Path file() {
        return file;
    }

    /** The file that a relative link of this page leads to. */
    Path sibling(String link) {
        return file.resolveSibling(link).normalize();
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    /** Targets of links to other pages and headings of this project. */
    List<String> internalLinks() {
        return prose.stream()
                .map(line -> INLINE_CODE.matcher(line).replaceAll("code"))
                .flatMap(line -> groups(LINK, line))
                .filter(target -> !target.contains("://") && !target.startsWith("mailto:"))
                .toList();
    }

    List<String> images() {
        return prose.stream()
                .flatMap(line -> groups(IMAGE, line))
                .filter(target -> !target.contains("://"))
                .toList();
    }

    /** Everything between backticks, outside code blocks. */
    List<String> inlineCode() {
        return prose.stream().flatMap(line -> groups(INLINE_CODE, line)).toList();
    }

    /** Anchors of the headings, as GitHub forms them. */
    Set<String> anchors() {
        var anchors = new HashSet<String>();
        var repetitions = new HashMap<String, Integer>();
        for (var line : prose) {
            var heading = HEADING.matcher(line);
            if (heading.matches()) {
                var anchor = anchor(heading.group(1));
                var number = repetitions.merge(anchor, 1, Integer::sum);
                anchors.add(number == 1 ? anchor : anchor + "-" + (number - 1));
            }
        }
        return anchors;
    }

    private static String anchor(String heading) {
        return NOT_IN_ANCHOR
                .matcher(heading.strip().toLowerCase(Locale.ROOT))
                .replaceAll("")
                .replace(' ', '-');
    }

    /** Rows of all tables with this header; each row is the list of its cells. */
    List<List<String>> rows(String... header) {
        var rows = new ArrayList<List<String>>();
        var isWanted = false;
        for (var line : prose) {
            if (!line.startsWith("|")) {
                isWanted = false;
            } else if (cells(line).equals(List.of(header))) {
                isWanted = true;
            } else if (isWanted && !line.startsWith("|---")) {
                rows.add(cells(line));
            }
        }
        return rows;
    }

    private static List<String> cells(String line) {
        var trimmed = line.strip();
        return List.of(
                CELL_BORDER.split(trimmed.substring(1, trimmed.length() - 1).strip(), -1));
    }

    private static Stream<String> groups(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1));
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
