package io.footfall.ingest.body;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.footfall.ingest.body.ClickBody.Malformed;
import io.footfall.ingest.body.ClickBody.TooLarge;
import java.io.IOException;

/**
 * Splits request bodies into clicks. Checks that they are JSON objects, never what is in their fields, and rejects what
 * JSON parsers treat differently: text that is not UTF-8, duplicate keys, NUL, unpaired surrogates.
 */
public final class ClickSplitter {
    private final BodyLimits limits;
    private final JsonFactory factory;

    public ClickSplitter(BodyLimits limits) {
        this.limits = limits;
        this.factory = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(JsonFactory.Feature.CHARSET_DETECTION)
                // Clients choose the keys: they must not stay in memory, or exceed the symbol table.
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.depth())
                        .maxNumberLength(limits.number())
                        .build())
                .build();
    }

    /** Removes a byte order mark before the text, which is no part of the JSON (RFC 8259). */
    public ClickBody split(byte[] received) {
        if (received.length > limits.body()) {
            return new TooLarge("the body is larger than " + limits.body() + " bytes");
        }
        var body = Utf8.withoutMark(received);
        if (!Utf8.isValid(body)) {
            return new Malformed("not JSON: the text is not UTF-8" + (Utf8.isUtf16(body) ? ", but UTF-16" : ""));
        }
        try (var json = factory.createParser(body)) {
            return new JsonBodyParser(body, json, limits).read();
        } catch (IOException e) {
            throw new IllegalStateException("reading bytes in memory cannot fail", e);
        }
    }
}
