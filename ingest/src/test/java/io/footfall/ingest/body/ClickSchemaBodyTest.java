package io.footfall.ingest.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.testing.Schemas;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** What the schema of a click allows is taken as it is, however its JSON is written. */
class ClickSchemaBodyTest {
    private static final long LATE = 253_402_300_799_999L;
    private static final ClickSplitter SPLITTER = new ClickSplitter(new BodyLimits(65_536, 1 << 20, 1_000, 32, 64));

    @Property
    void aClickIsTakenByteForByte(@ForAll("clicks") String click) {
        assertThat(Schemas.errors("click", click)).isEmpty();
        assertThat(split(click)).containsExactly(click);
    }

    @Property
    void anArrayIsTakenElementByElement(
            @ForAll @Size(max = 20) List<@From("clicks") String> clicks, @ForAll Random random) {
        var body = clicks.stream()
                .map(click -> blank(random) + click.strip() + blank(random))
                .collect(Collectors.joining(",", "[", "]"));

        assertThat(split(body)).isEqualTo(clicks.stream().map(String::strip).toList());
    }

    private static List<String> split(String body) {
        return ((ClickBody.Clicks) SPLITTER.split(body.getBytes(UTF_8)))
                .clicks().stream().map(click -> new String(click, UTF_8)).toList();
    }

    @Provide
    Arbitrary<String> clicks() {
        var fields = new TreeMap<String, Arbitrary<Object>>();
        for (var text :
                List.of("visitor_platform", "article_title", "visitor_os", "visitor_browser", "an added field")) {
            fields.put(text, texts());
        }
        fields.put("article", texts().map(text -> "https://news.example/" + text));
        fields.put("visitor_country", Arbitraries.of("BE", "nl", ""));
        fields.put("ts_ingest", numbers(10_000_000_000L, LATE));
        fields.put("visitor_page_timer", numbers(0, Long.MAX_VALUE));
        fields.put("visitor_page_height", numbers(0, Long.MAX_VALUE));
        var names = List.copyOf(fields.keySet());
        return Combinators.combine(List.copyOf(fields.values()))
                .as(values -> values)
                .flatMap(values -> Arbitraries.randoms().map(random -> json(names, values, random)));
    }

    private static Arbitrary<Object> numbers(long from, long to) {
        return Arbitraries.longs().between(from, to).map(Object.class::cast);
    }

    /** Without NUL and single surrogates, which ingest rejects: programs that read JSON differ about them. */
    private static Arbitrary<Object> texts() {
        return Arbitraries.strings()
                .all()
                .ofMaxLength(20)
                .filter(text ->
                        text.chars().noneMatch(character -> character == 0 || Character.isSurrogate((char) character)))
                .map(Object.class::cast);
    }

    /** Fields in any order, with blanks between all tokens, and characters as they are or escaped. */
    private static String json(List<String> names, List<Object> values, Random random) {
        var order = new ArrayList<Integer>();
        for (var index = 0; index < names.size(); index++) {
            order.add(index);
        }
        Collections.shuffle(order, random);
        return order.stream()
                .map(index -> blank(random) + value(names.get(index), random) + blank(random) + ":" + blank(random)
                        + value(values.get(index), random) + blank(random))
                .collect(Collectors.joining(",", blank(random) + "{", "}" + blank(random)));
    }

    private static String value(Object value, Random random) {
        if (!(value instanceof String text)) {
            return value.toString();
        }
        var json = new StringBuilder("\"");
        for (int at = 0; at < text.length(); at++) {
            var character = text.charAt(at);
            if (character < ' ' || character == '"' || character == '\\' || random.nextInt(4) == 0) {
                json.append("\\u%04x".formatted((int) character));
            } else {
                json.append(character);
            }
        }
        return json.append('"').toString();
    }

    private static String blank(Random random) {
        return List.of("", "", "", " ", "\n", "\t\r\n  ").get(random.nextInt(6));
    }
}
