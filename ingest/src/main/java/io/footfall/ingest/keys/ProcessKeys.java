package io.footfall.ingest.keys;

import java.util.ArrayList;
import java.util.List;

/** Keys that no other replica has. They end with the process. */
final class ProcessKeys implements SharedKeys {
    /** Today's and tomorrow's. */
    private static final int NEEDED = 2;

    private final List<SealedKey> keys = new ArrayList<>();

    @Override
    public List<SealedKey> read() {
        return List.copyOf(keys);
    }

    @Override
    public void add(SealedKey key) {
        keys.add(key);
        while (keys.size() > NEEDED) {
            keys.remove(0);
        }
    }
}
