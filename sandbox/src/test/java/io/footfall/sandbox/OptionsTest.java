package io.footfall.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.sandbox.replay.ReplayRun;
import io.footfall.sandbox.replay.ReplaySpeed;
import io.footfall.sandbox.services.Service;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class OptionsTest {
    @Test
    void withoutArgumentsVisitorsAreSimulatedAndPortsAreTheDocumentedOnes() {
        var options = read();

        assertThat(options.simulates()).isTrue();
        assertThat(options.services()).containsExactly(Service.values());
        assertThat(options.partitions()).isEqualTo(4);
        assertThat(options.data()).isEqualTo(Path.of(".footfall"));
        assertThat(options.ports().kafka().number()).isEqualTo(9092);
        assertThat(options.ports().of(Service.DASHBOARD).number()).isEqualTo(8083);
        assertThat(options.ports().managementOf(Service.DASHBOARD).number()).isEqualTo(8093);
    }

    @Test
    void aReplayReplacesSimulatedVisitors() {
        assertThat(read("--replay=clicks.gz").simulates()).isFalse();
    }

    @Test
    void aReplayCanRunTogetherWithSimulatedVisitors() {
        assertThat(read("--replay=clicks.gz", "--traffic=simulate").simulates()).isTrue();
    }

    @Test
    void severalFilesAreReplayedInTheOrderOfTheirNames() {
        assertThat(read("--replay", "b.gz", "a", "--follow").replay().run())
                .hasValue(new ReplayRun(List.of(Path.of("b.gz"), Path.of("a")), true, new ReplaySpeed(1), false));
        assertThat(read("--replay=b.gz", "a", "--wipe").replay().run())
                .hasValueSatisfying(run -> assertThat(run.files()).containsExactly(Path.of("b.gz"), Path.of("a")));
    }

    @Test
    void servicesCanBeLeftOut() {
        assertThat(read("--without=dashboard,alerts").services()).containsExactly(Service.INGEST, Service.PROCESSOR);
    }

    @Test
    void aReplaySpeedIsANumberOrMax() {
        assertThat(read("--speed=2.5").replay().speed()).isEqualTo(new ReplaySpeed(2.5));
        assertThat(read("--speed=max").replay().speed()).isEqualTo(ReplaySpeed.MAX);
    }

    @Test
    void anInvalidSpeedIsRejectedWithTheReason() {
        assertThatThrownBy(() -> read("--speed=0"))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("'0' is not a speed");
    }

    @Test
    void anUnknownServiceIsRejected() {
        assertThatThrownBy(() -> read("--without=broker"))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("broker");
    }

    @Test
    void numbersOutOfRangeAreRejectedWithTheOption() {
        assertThat(read("--follow").error())
                .hasValueSatisfying(reason -> assertThat(reason).contains("--follow", "--replay"));
        assertThat(read("--rate=0").error())
                .hasValueSatisfying(reason -> assertThat(reason).contains("--rate"));
        assertThat(read("--partitions=0").error())
                .hasValueSatisfying(reason -> assertThat(reason).contains("--partitions"));
        assertThat(read().error()).isEmpty();
    }

    @Command
    private static final class Holder {
        @Mixin
        private Options options;
    }

    private static Options read(String... arguments) {
        var holder = new Holder();
        new CommandLine(holder).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
        return holder.options;
    }
}
