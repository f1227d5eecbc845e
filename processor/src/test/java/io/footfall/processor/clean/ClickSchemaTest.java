package io.footfall.processor.clean;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import io.footfall.testing.Schemas;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The schema of a click allows exactly what the processor accepts, and a rejection names what the schema forbids. */
class ClickSchemaTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final long LATE = 253_402_300_799_999L;
    private static final ClickValidator VALIDATOR =
            new ClickValidator(new Market(Set.of("BE")), Duration.ofMillis(LATE));

    @Property(tries = 2_000)
    void whatTheSchemaAllowsIsAccepted(@ForAll("validClicks") ObjectNode click) {
        assertThat(Schemas.errors("click", click.toString())).isEmpty();
        assertThat(verdict(click)).isNotInstanceOf(Verdict.Rejected.class);
    }

    @Property(tries = 5_000)
    void whatTheSchemaForbidsIsRejectedWithThatReason(@ForAll("anyClicks") ObjectNode click) {
        var errors = Schemas.errors("click", click.toString());

        if (errors.isEmpty()) {
            assertThat(verdict(click)).isNotInstanceOf(Verdict.Rejected.class);
        } else {
            var first = Arrays.stream(Field.ALL)
                    .filter(field -> errors.stream().anyMatch(error -> fieldOf(error) == field))
                    .findFirst()
                    .orElseThrow();
            assertThat(verdict(click)).isInstanceOfSatisfying(Verdict.Rejected.class, rejected -> assertThat(
                            rejected.rejection().code())
                    .isIn(reasons(first, click)));
        }
    }

    @Property(tries = 200)
    void whatIsNoObjectIsRejected(@ForAll("otherValues") JsonNode value) {
        if (!value.isObject()) {
            assertThat(Schemas.errors("click", value.toString())).isNotEmpty();
            assertThat(verdict(value)).isInstanceOfSatisfying(Verdict.Rejected.class, rejected -> assertThat(
                            rejected.rejection().code())
                    .isEqualTo("not_object"));
        }
    }

    /** Else a field could be left out of the schema, which forbids nothing that it does not name. */
    @Example
    void theSchemaNamesEveryField() {
        var empty = Schemas.errors("click", "{}").stream()
                .map(ClickSchemaTest::fieldOf)
                .collect(toSet());
        var needed = new HashSet<>(Arrays.asList(Field.ALL));
        needed.remove(Field.VISITOR_COUNTRY); // ingest may find it

        assertThat(empty).isEqualTo(needed);
    }

    private static Verdict verdict(JsonNode click) {
        return VALIDATOR.validate(click.toString().getBytes(UTF_8), 0, "BE", 0);
    }

    private static Field fieldOf(Error error) {
        return Field.named(
                error.getKeyword().equals("required")
                        ? error.getProperty()
                        : error.getInstanceLocation().getName(0));
    }

    /** What the schema does not distinguish: a time in another unit, which is named as such whatever its type. */
    private static Set<String> reasons(Field field, ObjectNode click) {
        var reasons = new HashSet<>(Set.of(reason(field, click.get(field.key)) + ":" + field.key));
        if (field == Field.TS_INGEST) {
            reasons.add("not_milliseconds:ts_ingest");
        }
        return reasons;
    }

    private static String reason(Field field, JsonNode value) {
        if (value == null || value.isNull()) {
            return "missing_field";
        }
        return (field.number ? value.isIntegralNumber() : value.isTextual()) ? "bad_value" : "wrong_type";
    }

    @Provide
    Arbitrary<ObjectNode> validClicks() {
        return clicks(Arbitraries.just(true));
    }

    /** Mostly valid ones with a few odd fields. */
    @Provide
    Arbitrary<ObjectNode> anyClicks() {
        return clicks(Arbitraries.integers().between(0, 7).map(odd -> odd > 0));
    }

    private Arbitrary<ObjectNode> clicks(Arbitrary<Boolean> isValid) {
        var fields = Arrays.stream(Field.ALL)
                .map(field -> isValid.flatMap(valid -> valid ? validValue(field) : oddValue()))
                .toList();
        return Combinators.combine(fields).as(values -> {
            var click = JSON.objectNode();
            for (var index = 0; index < Field.COUNT; index++) {
                if (!values.get(index).isMissingNode()) {
                    click.set(Field.ALL[index].key, values.get(index));
                }
            }
            return click.put("added", "ignored");
        });
    }

    private Arbitrary<JsonNode> validValue(Field field) {
        return switch (field) {
            case TS_INGEST ->
                Arbitraries.oneOf(
                                Arbitraries.longs().between(0, 999_999_999L),
                                Arbitraries.longs().between(10_000_000_000L, LATE))
                        .map(JSON::numberNode);
            case VISITOR_PAGE_TIMER, VISITOR_PAGE_HEIGHT ->
                Arbitraries.longs().greaterOrEqual(0).map(JSON::numberNode);
            case VISITOR_COUNTRY ->
                Arbitraries.oneOf(
                        Arbitraries.strings()
                                .withCharRange('A', 'Z')
                                .withCharRange('a', 'z')
                                .ofLength(2)
                                .map(JSON::textNode),
                        Arbitraries.of(JSON.textNode(""), JSON.nullNode(), JSON.missingNode()));
            case ARTICLE -> texts().filter(text -> !text.isBlank()).map(JSON::textNode);
            default -> texts().map(JSON::textNode);
        };
    }

    /** Without single surrogates, which I-JSON does not allow. */
    private static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(20).filter(text -> text.chars()
                        .noneMatch(character -> Character.isSurrogate((char) character))),
                Arbitraries.strings()
                        .withChars(
                                ' ', '\t', '\n', '\r', '\f', '\u000B', '\u001C', '\u00A0', '\u2003', '\u2028', '\u3000')
                        .ofMaxLength(4),
                Arbitraries.of("mobile", "Café 😀", "https://news.example/a"));
    }

    @Provide
    Arbitrary<JsonNode> otherValues() {
        return oddValue().filter(value -> !value.isMissingNode());
    }

    /** Without fractions of 0, such as 5.0: a whole number for the schema, but not written in digits alone. */
    private Arbitrary<JsonNode> oddValue() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        JSON.missingNode(),
                        JSON.nullNode(),
                        JSON.booleanNode(true),
                        JSON.arrayNode().add(1),
                        JSON.objectNode().put("a", 1),
                        JSON.textNode("B\n"),
                        JSON.textNode("BE\n"),
                        JSON.textNode("\n"),
                        JSON.textNode("1795370786"),
                        JSON.numberNode(0.5),
                        JSON.numberNode(1_795_370_786),
                        JSON.numberNode(1_795_370_786.865),
                        JSON.numberNode(LATE + 1),
                        JSON.numberNode(BigInteger.TWO.pow(63))),
                Arbitraries.longs().map(JSON::numberNode),
                texts().map(JSON::textNode));
    }
}
