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
 * A file in MaxMind's format, read into memory once: address in, country out. Its records are read
 * as maps, because those need no reflection.
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
     * Reads the file and makes sure that it knows of countries.
     *
     * @throws IllegalArgumentException if it does not
     */
    static CountryDatabase open(Path path) {
        var file = path.toAbsolutePath();
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(SETTING + "there is no file " + file);
        }
        var database = new CountryDatabase(file, read(file));
        if (!database.namesACountry()) {
            throw new IllegalArgumentException(SETTING + file + " names no country");
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

    private boolean namesACountry() {
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

    /** The country of an address, if the text is one and the database knows it. */
    Optional<String> country(String address) {
        return AddressText.parse(address).flatMap(this::country);
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

    /** Most publishers have {@code country.iso_code}, some {@code country_code}. */
    private static Optional<String> country(Map<?, ?> found) {
        if (found == null) {
            return Optional.empty();
        }
        var code =
                found.get("country") instanceof Map<?, ?> country ? country.get("iso_code") : found.get("country_code");
        return code instanceof String text ? Country.code(text) : Optional.empty();
    }
}
