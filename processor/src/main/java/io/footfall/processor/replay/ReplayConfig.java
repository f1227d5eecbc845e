package io.footfall.processor.replay;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Settings of a replay, {@code footfall.processor.*} beside those of the processor itself. */
@ConfigMapping(prefix = "footfall.processor")
interface ReplayConfig {
    /** The serving version that this one is compared with, once, when it has caught up; {@code unversioned} for none. */
    Optional<String> compareWith();
}
