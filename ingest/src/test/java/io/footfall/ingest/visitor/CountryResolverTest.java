package io.footfall.ingest.visitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CountryResolverTest {
    private static final String IN_BELGIUM = "192.0.2.5";

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void writeDatabase() {
        file = new DatabaseFile(6)
                .with("198.51.100.0", 24, Map.of("continent", "x".repeat(100)))
                .with("192.0.2.0", 24, Map.of("country", Map.of("iso_code", "BE", "name", "Belgium")))
                .with("203.0.113.128", 25, Map.of("country_code", "nl"))
                .with("203.0.113.0", 25, Map.of("country_code", "ZZ"))
                .with("2001:db8::", 33, Map.of("country", Map.of("iso_code", "LU")))
                .writeTo(directory.resolve("countries.mmdb"));
    }

    @ParameterizedTest
    @CsvSource({"BE,BE", "be,BE", "vN,VN"})
    void theHeaderOfATrustedProxyIsPreferred(String header, String country) {
        assertThat(new CountryResolver(file, "FR").resolve(header, IN_BELGIUM)).contains(country);
    }

    @ParameterizedTest
    @ValueSource(strings = {"XX", "T1", "", "B", "BEL", "B1", "ÄÖ", "ſs", "BE "})
    void aHeaderThatIsNotACountryIsIgnored(String header) {
        assertThat(new CountryResolver(null, null).resolve(header, IN_BELGIUM)).isEmpty();
        assertThat(new CountryResolver(null, "fr").resolve(header, IN_BELGIUM)).contains("FR");
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.5,            BE",
        "192.0.2.5:1234,       BE",
        "::ffff:192.0.2.5,     BE",
        "203.0.113.200,        NL",
        "2001:db8::1,          LU",
        "[2001:db8:7fff::]:80, LU",
        "2001:db8:8000::,      ",
        "198.51.100.1,         ",
        "203.0.113.1,          ",
        "8.8.8.8,              ",
    })
    void theDatabaseContainsIpv4AndIpv6Addresses(String address, String country) {
        assertThat(new CountryResolver(file, null).resolve(null, address).orElse(null))
                .isEqualTo(country);
    }

    @Test
    void aDatabaseOfIpv4HasNoCountryForIpv6() {
        var ipv4 = new DatabaseFile(4)
                .with("192.0.2.0", 24, Map.of("country_code", "BE"))
                .writeTo(directory.resolve("ipv4.mmdb"));
        var country = new CountryResolver(ipv4, null);

        assertThat(country.resolve(null, "192.0.2.5")).contains("BE");
        assertThat(country.resolve(null, "2001:db8::1")).isEmpty();
    }

    @Test
    void addressesThatAreNotInTheDatabaseGetTheDefault() {
        assertThat(new CountryResolver(file, "FR").resolve("XX", "8.8.8.8")).contains("FR");
        assertThat(new CountryResolver(file, "FR").resolve("XX", "not an address"))
                .contains("FR");
    }

    /** Databases and proxies have XK, which is no country of ISO 3166-1. */
    @Test
    void theCodeThatIsUsedForKosovoIsACountry() {
        assertThat(new CountryResolver(null, "xk").resolve(null, IN_BELGIUM)).contains("XK");
        assertThat(new CountryResolver(null, null).resolve("XK", IN_BELGIUM)).contains("XK");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UK", "el", "XX", "QZ", "XKX"})
    void aDefaultThatNoCountryHasIsRefused(String code) {
        assertThatThrownBy(() -> new CountryResolver(null, code)).hasMessageContaining("'" + code + "'");
    }

    @Property
    void anyTextHasAResult(@ForAll String header, @ForAll String address) {
        assertThat(new CountryResolver(null, "FR").resolve(header, address).orElseThrow())
                .matches("[A-Z]{2}");
        assertThat(IpAddressParser.parse(address + "%.:]")).isEmpty();
    }

    @Test
    void aMissingFileIsNamedInTheMessage() {
        var missing = directory.resolve("nowhere.mmdb");

        assertThatThrownBy(() -> new CountryResolver(missing, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("footfall.ingest.country-database", missing.toString());
    }

    @Test
    void aBrokenFileIsNamedInTheMessage() throws IOException {
        var broken = Files.write(directory.resolve("broken.mmdb"), new byte[1_000]);
        var whole = Files.readAllBytes(file);
        var cut = Files.write(directory.resolve("cut.mmdb"), java.util.Arrays.copyOf(whole, whole.length / 2));

        for (var path : new Path[] {broken, cut}) {
            assertThatThrownBy(() -> new CountryResolver(path, null))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("footfall.ingest.country-database", path.toString());
        }
    }

    @Test
    void aDatabaseWithoutCountriesIsAnError() {
        var cities = new DatabaseFile(6)
                .with("192.0.2.0", 24, Map.of("city", "Ghent"))
                .writeTo(directory.resolve("cities.mmdb"));

        assertThatThrownBy(() -> new CountryResolver(cities, null)).hasMessageContaining("contains no country");
    }

    @Test
    void aDefaultThatIsNotACountryIsAnError() {
        assertThatThrownBy(() -> new CountryResolver(null, "Belgium"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("footfall.ingest.default-country", "'Belgium'");
        assertThatThrownBy(() -> new CountryResolver(null, "UK"))
                .hasMessage(
                        "footfall.ingest.default-country: 'UK' is not a country of ISO 3166-1: two letters such as BE"
                                + " or GB");
    }
}
