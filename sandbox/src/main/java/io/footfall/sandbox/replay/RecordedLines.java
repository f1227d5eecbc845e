package io.footfall.sandbox.replay;

import java.io.IOException;

/** Lines of a file in their order. */
interface RecordedLines extends AutoCloseable {
    /** The next line; null if there is none now. */
    RecordedLine next() throws IOException;

    @Override
    void close() throws IOException;
}
