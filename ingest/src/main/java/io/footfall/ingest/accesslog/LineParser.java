package io.footfall.ingest.accesslog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads lines in the configured formats, or else in the common and combined format of nginx and Apache: also with the
 * name of the site in front, and with {@code X-Forwarded-For} or what Traefik adds at the end. Lines of a body mostly
 * have the format of the line before.
 */
final class LineParser {
    private static final List<LogFormat> KNOWN = known();

    private final List<LogFormat> formats;
    private int last;

    /** @param formats configured ones; without any, the known ones */
    LineParser(List<LogFormat> formats) {
        this.formats = formats.isEmpty() ? KNOWN : formats;
    }

    private static List<LogFormat> known() {
        var formats = new ArrayList<LogFormat>();
        // With a port first: a line without one cannot be read like that, but not the other way round.
        for (var site : List.of("%v:%p ", "", "%v ")) {
            var common = site + "%h - %u %t \"%r\" %>s %b";
            var combined = common + " \"%{Referer}i\" \"%{User-Agent}i\"";
            var traefik = combined + " %X \"%X\" \"%X\" %{ms}Tms";
            Stream.of(combined, combined + " \"%{X-Forwarded-For}i\"", common, traefik)
                    .map(LogFormatCompiler::compile)
                    .forEach(formats::add);
        }
        return List.copyOf(formats);
    }

    /** The entry; empty if the line has none of the formats. */
    Optional<LogEntry> parse(int number, byte[] line, int begin, int end) {
        for (int i = 0; i < formats.size(); i++) {
            var index = (last + i) % formats.size();
            var entry = new LogEntry(number);
            if (formats.get(index).read(line, begin, end, entry)) {
                last = index;
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }
}
