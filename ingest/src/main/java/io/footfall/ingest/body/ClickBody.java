package io.footfall.ingest.body;

import java.util.List;

/** The content of a request body: its clicks, or why the body is rejected. */
public sealed interface ClickBody {
    /** One click, or the elements of an array, each byte for byte as it was sent. */
    record Clicks(List<byte[]> clicks) implements ClickBody {}

    /** Not acceptable JSON, or neither an object nor an array of objects. */
    record Malformed(String message) implements ClickBody {}

    /** More bytes or more clicks than the limits allow. */
    record TooLarge(String message) implements ClickBody {}
}
