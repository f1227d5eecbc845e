package io.footfall.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedArchiveIT {
    @TempDir
    private Path home;

    @Test
    void fromTheSecondStartOnEveryJvmMapsWhatTheFirstHasRecorded() throws Exception {
        // Records, unless another test has done so.
        RunningSandbox.ready(home.resolve("first"), Map.of(), "--traffic=none").close();

        try (var sandbox = RunningSandbox.ready(home.resolve("second"), Map.of(), "--traffic=none")) {
            var programs = RunningSandbox.nativeFlag().isEmpty() ? sandbox.childNames() : List.of("kafka", "store");
            for (var program : programs) {
                var maps = Path.of("/proc", Long.toString(sandbox.child(program).pid()), "maps");
                assertThat(Files.readString(maps)).as(program).contains("/target/archives/");
            }
        }
    }
}
