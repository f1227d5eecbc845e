package io.footfall.ingest.visitor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Writes {@code known-bots.txt} from the npm package crawler-user-agents: docs/development.md. Left out is what has one
 * of the signs of {@link BotDetector} anyway, what runs no script of a page or may forward other people's clicks, and
 * what matches a browser of a person.
 */
final class KnownBotsUpdate {
    private static final String FILE = "src/main/resources/io/footfall/ingest/visitor/known-bots.txt";
    private static final String REAL_BROWSERS = "src/test/resources/io/footfall/ingest/visitor/real-browsers.txt";
    private static final Set<String> LEFT_OUT = Set.of("http-library", "feed-reader", "social-preview", "seo");

    private static final Pattern START = Pattern.compile("^(?:\\^|\\(\\^\\| \\))");
    private static final Pattern END = Pattern.compile("(?:\\(\\[\\^-]\\|\\$\\)|\\$)$");
    private static final Pattern BOTH_CASES = Pattern.compile("\\[(\\w)(\\w)]");
    private static final Pattern MORE_THAN_TEXT = Pattern.compile("(?<!\\\\)[\\[\\]()|*+?{}.]|\\\\\\w");

    private KnownBotsUpdate() {}

    /** The arguments are the directories of this module and of the unpacked package. */
    public static void main(String[] arguments) throws IOException {
        var module = Path.of(arguments[0]);
        var directory = Path.of(arguments[1]);
        var json = new ObjectMapper();
        var about = json.readTree(directory.resolve("package.json").toFile());
        var list = json.readTree(directory.resolve("crawler-user-agents.json").toFile());
        var entries = entries(list, KnownBots.entries(Files.readAllLines(module.resolve(REAL_BROWSERS)).stream()));
        Files.write(module.resolve(FILE), lines(about, entries));
        System.out.println(entries.size() + " bots written to " + module.resolve(FILE));
    }

    private static List<String> lines(JsonNode about, Set<String> entries) {
        var lines = new ArrayList<String>();
        lines.add("# Bots, one a line: with this a word of their user agent begins, in any case.");
        lines.add("# Written by KnownBotsUpdate on " + LocalDate.now(ZoneOffset.UTC) + " from "
                + about.path("name").asText() + " " + about.path("version").asText() + " (npm), licence "
                + about.path("license").asText() + ",");
        lines.add("# Copyright (c) 2017 Martin Monperrus. Do not edit: additions belong into more-bots.txt.");
        lines.addAll(entries);
        return lines;
    }

    static Set<String> entries(JsonNode list, List<String> realBrowsers) {
        var entries = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (var bot : list) {
            if (!hasTag(bot, LEFT_OUT)) {
                text(bot.path("pattern").asText())
                        .filter(text -> text.length() >= KnownBots.SHORTEST_ENTRY)
                        .filter(text -> !BotDetector.hasSign(text))
                        .filter(text -> !matchesOneOf(realBrowsers, text))
                        .ifPresent(entries::add);
            }
        }
        return entries;
    }

    private static boolean hasTag(JsonNode bot, Set<String> tags) {
        for (var tag : bot.path("tags")) {
            if (tags.contains(tag.asText())) {
                return true;
            }
        }
        return false;
    }

    /** What a regular expression stands for; empty if that is more than one text. */
    static Optional<String> text(String pattern) {
        var inside = END.matcher(START.matcher(pattern).replaceFirst("")).replaceFirst("");
        var plain = BOTH_CASES.matcher(inside).replaceAll("$1");
        return MORE_THAN_TEXT.matcher(plain).find()
                ? Optional.empty()
                : Optional.of(plain.replaceAll("\\\\(\\W)", "$1").strip());
    }

    private static boolean matchesOneOf(List<String> realBrowsers, String entry) {
        var only = new KnownBots(List.of(entry));
        return realBrowsers.stream().anyMatch(browser -> only.find(browser).isPresent());
    }
}
