package io.footfall.processor.replay;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Settings of a replay, {@code footfall.processor.*}. */
@ConfigMapping(prefix = "footfall.processor")
interface ReplayConfig {
    /** The version to compare this one with, once it has caught up; {@code unversioned} for the one without a suffix. */
    Optional<String> compareWith();
}
