package io.footfall.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class RequirementTest {
    private static final Map<String, String> CI = Map.of("CI", "true");

    @Test
    void theProgramIsReturnedIfItIsThere() {
        var program = Path.of("/usr/bin/kubectl");

        assertThat(Requirement.KUBECTL.require(Optional.of(program), CI)).isEqualTo(program);
    }

    @Test
    void withoutTheProgramTheTestIsSkippedAndTheMessageSaysWhatToInstall() {
        assertThatThrownBy(() -> Requirement.HTPASSWD.require(Optional.empty(), Map.of()))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("htpasswd is missing (apt-get install apache2-utils)");
    }

    @Test
    void withoutTheProgramTheTestFailsOnABuildServer() {
        assertThatThrownBy(() -> Requirement.HTPASSWD.require(Optional.empty(), CI))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("apt-get install apache2-utils")
                .hasMessageContaining("CI=true");
    }

    @Test
    void aBuildServerCanBeAllowedToSkipTests() {
        var environment = Map.of("CI", "true", "FOOTFALL_TESTS_WITHOUT", "ROOT,HTPASSWD");

        assertThatThrownBy(() -> Requirement.HTPASSWD.require(Optional.empty(), environment))
                .isInstanceOf(TestAbortedException.class);
    }
}
