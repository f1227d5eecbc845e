package io.footfall.ingest.body;

import java.util.List;

/** What a request brought: the clicks in it, byte for byte, or what is wrong with the whole. */
public sealed interface ClickBody {
    /** One click, or the elements of an array, each as it was sent. */
    record Clicks(List<byte[]> clicks) implements ClickBody {}

    /** Not JSON as the log takes it, or neither an object nor an array of objects. */
    record Malformed(String message) implements ClickBody {}

    /** More bytes or more clicks than are taken at a time. */
    record TooLarge(String message) implements ClickBody {}
}
