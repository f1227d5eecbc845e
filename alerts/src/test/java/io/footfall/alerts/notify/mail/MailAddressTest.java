package io.footfall.alerts.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann@example.org",
                " ann@example.org ",
                "footfall@localhost",
                "Footfall <footfall@example.org>",
                "Ann O'Neil-Smith <ann+alerts@example.org>",
                "<ann@example.org>"
            })
    void addressesWithAndWithoutNamesAreAccepted(String text) {
        assertThat(MailAddress.validated("setting", text)).isEqualTo(text.strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"jörg@example.org", "Jörg <jörg@example.org>", "😀@example.org"})
    void anAddressThatMailServersMayNotTakeIsRefused(String text) {
        assertThatThrownBy(() -> MailAddress.validated("footfall.alerts.receivers.oncall.to", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("footfall.alerts.receivers.oncall.to is '" + text
                        + "': what is before the @ must be ASCII, which all mail servers take");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "ann",
                "ann@",
                "@example.org",
                "ann@example.org bob@example.org",
                "ann@example.org;bob@example.org",
                "Ann <ann@example.org",
                "Ann ann@example.org",
                "Ann <ann>",
                "ann@example.org\r\nBcc: all@example.org",
                "Ann\r\nBcc: all@example.org <ann@example.org>"
            })
    void anythingElseIsRefusedWithSettingAndValueOnOneLine(String text) {
        assertThatThrownBy(() -> MailAddress.validated("footfall.alerts.receivers.oncall.to", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("footfall.alerts.receivers.oncall.to is '")
                .hasMessageEndingWith(": must be a mail address such as ann@example.org or Ann <ann@example.org>")
                .hasMessageNotContainingAny("\r", "\n");
    }
}
