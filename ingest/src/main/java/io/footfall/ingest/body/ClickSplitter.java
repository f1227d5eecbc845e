package io.footfall.ingest.body;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.footfall.ingest.body.ClickBody.Malformed;
import io.footfall.ingest.body.ClickBody.TooLarge;
import java.io.IOException;

/**
 * Takes bodies apart: bytes in, the clicks among them out, byte for byte, or what is wrong. Looks
 * only at the shape, never at the fields, and takes nothing that a program behind the log could
 * stumble over: what is not UTF-8, keys that come twice, NUL, halves of surrogate pairs.
 */
public final class ClickSplitter {
    private final BodyLimits limits;
    private final JsonFactory factory;

    /** Splits within limits. */
    public ClickSplitter(BodyLimits limits) {
        this.limits = limits;
        this.factory = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(JsonFactory.Feature.CHARSET_DETECTION)
                // Strangers choose the keys: those must not stay in memory, nor make the symbol table give up.
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.depth())
                        .maxNumberLength(limits.number())
                        .build())
                .build();
    }

    /** Splits a body; whatever is in it, the outcome says so. */
    public ClickBody split(byte[] body) {
        if (body.length > limits.body()) {
            return new TooLarge("the body is larger than " + limits.body() + " bytes");
        }
        if (!Text.isUtf8(body)) {
            return new Malformed("not JSON: the text is not UTF-8");
        }
        try (var json = factory.createParser(body)) {
            return new ClickReader(body, json, limits).read();
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can always be read", e);
        }
    }
}
