package io.footfall.ingest.visitor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes small databases in MaxMind's format, version 2.0, with records of 24 bits. */
final class DatabaseFile {
    private static final int NOTHING = -1;
    private static final byte[] SEPARATOR = new byte[16];
    private static final byte[] METADATA = {
        (byte) 0xab, (byte) 0xcd, (byte) 0xef, 'M', 'a', 'x', 'M', 'i', 'n', 'd', '.', 'c', 'o', 'm'
    };

    private final int ipVersion;
    private final List<int[]> nodes = new ArrayList<>(List.of(new int[] {NOTHING, NOTHING}));
    /** Offset in the data of each leaf, by node and side. */
    private final Map<List<Integer>, Integer> leaves = new LinkedHashMap<>();

    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    DatabaseFile(int ipVersion) {
        this.ipVersion = ipVersion;
    }

    /** Adds a network; in a database for IPv6, IPv4 networks are in {@code ::/96}. */
    DatabaseFile with(String address, int prefix, Map<String, ?> known) {
        var bytes = bytes(address);
        var padding = ipVersion == 6 && bytes.length == 4 ? 96 : 0;
        var bits = new BigInteger(1, bytes);
        var node = 0;
        for (int depth = 0; depth < padding + prefix; depth++) {
            var side = depth < padding || !bits.testBit(bytes.length * 8 - 1 - (depth - padding)) ? 0 : 1;
            if (depth == padding + prefix - 1) {
                leaves.put(List.of(node, side), data.size());
            } else {
                node = child(node, side);
            }
        }
        write(known, data);
        return this;
    }

    private int child(int node, int side) {
        if (nodes.get(node)[side] == NOTHING) {
            nodes.get(node)[side] = nodes.size();
            nodes.add(new int[] {NOTHING, NOTHING});
        }
        return nodes.get(node)[side];
    }

    private static byte[] bytes(String address) {
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    Path writeTo(Path file) {
        var out = new ByteArrayOutputStream();
        for (int node = 0; node < nodes.size(); node++) {
            for (int side = 0; side < 2; side++) {
                out.writeBytes(number(record(node, side), 3));
            }
        }
        out.writeBytes(SEPARATOR);
        out.writeBytes(data.toByteArray());
        out.writeBytes(METADATA);
        write(metadata(), out);
        try {
            return Files.write(file, out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int record(int node, int side) {
        var leaf = leaves.get(List.of(node, side));
        var child = nodes.get(node)[side];
        return leaf != null ? nodes.size() + SEPARATOR.length + leaf : child == NOTHING ? nodes.size() : child;
    }

    private Map<String, Object> metadata() {
        return Map.of(
                "binary_format_major_version",
                2,
                "binary_format_minor_version",
                0,
                "build_epoch",
                1_700_000_000L,
                "database_type",
                "Test-CountryResolver",
                "description",
                Map.of("en", "made by a test"),
                "ip_version",
                ipVersion,
                "languages",
                List.of(),
                "node_count",
                (long) nodes.size(),
                "record_size",
                24);
    }

    /** Texts, 16 bit (int) and 32 or 64 bit (long) numbers, maps and empty lists. */
    private static void write(Object value, ByteArrayOutputStream out) {
        if (value instanceof String text) {
            var bytes = text.getBytes(UTF_8);
            control(2, bytes.length, out);
            out.writeBytes(bytes);
        } else if (value instanceof Integer small) {
            control(5, 2, out);
            out.writeBytes(number(small, 2));
        } else if (value instanceof Long big) {
            control(big > Integer.MAX_VALUE / 2 ? 9 : 6, 4, out);
            out.writeBytes(number(big, 4));
        } else if (value instanceof List<?> list) {
            control(11, list.size(), out);
        } else if (value instanceof Map<?, ?> map) {
            control(7, map.size(), out);
            map.forEach((key, entry) -> {
                write(key, out);
                write(entry, out);
            });
        }
    }

    /** Types above 7 and sizes from 29 to 284 take another byte. */
    private static void control(int type, int size, ByteArrayOutputStream out) {
        out.write((type > 7 ? 0 : type << 5) | Math.min(size, 29));
        if (type > 7) {
            out.write(type - 7);
        }
        if (size >= 29) {
            out.write(size - 29);
        }
    }

    private static byte[] number(long value, int bytes) {
        var all = ByteBuffer.allocate(Long.BYTES).putLong(value).array();
        return java.util.Arrays.copyOfRange(all, Long.BYTES - bytes, Long.BYTES);
    }
}
