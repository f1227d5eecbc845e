package io.footfall.ingest.visitor;

import com.maxmind.db.CHMCache;
import com.maxmind.db.InvalidNetworkException;
import com.maxmind.db.Reader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Looks up the country of an address in a file in MaxMind's format, which is loaded into memory once. Records are read
 * as maps, because maps need no reflection.
 */
final class CountryDatabase {
    private static final String SETTING = "footfall.ingest.country-database: ";
    private static final int IPV4 = 4;

    private final Path file;
    private final Reader reader;

    private CountryDatabase(Path file, Reader reader) {
        this.file = file;
        this.reader = reader;
    }

    /**
     * Loads the file.
     *
     * @throws IllegalArgumentException if it contains no country
     */
    static CountryDatabase open(Path path) {
        var file = path.toAbsolutePath();
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(SETTING + "there is no file " + file);
        }
        var database = new CountryDatabase(file, read(file));
        if (!database.containsACountry()) {
            throw new IllegalArgumentException(SETTING + file + " contains no country");
        }
        return database;
    }

    private static Reader read(Path file) {
        try {
            return new Reader(file.toFile(), Reader.FileMode.MEMORY, new CHMCache());
        } catch (IOException | RuntimeException broken) { // which of them depends on what is broken
            throw new IllegalArgumentException(SETTING + file + " is not a database in MaxMind's format", broken);
        }
    }

    private boolean containsACountry() {
        try {
            var networks = reader.networks(Map.class);
            while (networks.hasNext()) {
                if (country(networks.next().data()).isPresent()) {
                    return true;
                }
            }
            return false;
        } catch (IOException | InvalidNetworkException | RuntimeException broken) {
            throw new IllegalArgumentException(SETTING + file + " is broken", broken);
        }
    }

    /** The country of an address; empty if the text is not an address or the database does not contain it. */
    Optional<String> country(String address) {
        return IpAddressParser.parse(address).flatMap(this::country);
    }

    private Optional<String> country(InetAddress address) {
        if (address instanceof Inet6Address && reader.getMetadata().ipVersion() == IPV4) {
            return Optional.empty();
        }
        try {
            return country(reader.get(address, Map.class));
        } catch (IOException e) {
            throw new UncheckedIOException(SETTING + file + " is broken", e);
        }
    }

    /** Most publishers use {@code country.iso_code}, some {@code country_code}. */
    private static Optional<String> country(Map<?, ?> found) {
        if (found == null) {
            return Optional.empty();
        }
        var code =
                found.get("country") instanceof Map<?, ?> country ? country.get("iso_code") : found.get("country_code");
        return code instanceof String text ? CountryResolver.normalise(text) : Optional.empty();
    }
}
