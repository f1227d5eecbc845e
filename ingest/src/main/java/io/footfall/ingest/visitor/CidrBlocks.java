package io.footfall.ingest.visitor;

import java.net.InetAddress;
import java.util.Collection;
import java.util.List;

/**
 * A set of IP address blocks in CIDR notation, such as {@code 10.0.0.0/8}, and of single addresses, such as {@code
 * ::1}.
 */
public final class CidrBlocks {
    private final List<Block> blocks;

    /** The networks of {@code footfall.ingest.trusted-senders}. */
    public CidrBlocks(Collection<String> blocks) {
        this("footfall.ingest.trusted-senders", blocks);
    }

    /**
     * @param setting that has the blocks
     * @param blocks in CIDR notation, or single addresses
     * @throws IllegalArgumentException if one of them is neither; the message names the setting
     */
    public CidrBlocks(String setting, Collection<String> blocks) {
        this.blocks = blocks.stream()
                .map(block -> Block.of(setting + ": ", block.strip()))
                .toList();
    }

    /** Whether the text is an address in one of the blocks. */
    public boolean contains(String address) {
        return !blocks.isEmpty()
                && IpAddressParser.parse(address)
                        .map(InetAddress::getAddress)
                        .filter(bytes -> blocks.stream().anyMatch(block -> block.contains(bytes)))
                        .isPresent();
    }

    private static final class Block {
        private final byte[] first;
        private final int prefix;

        private Block(byte[] first, int prefix) {
            this.first = first;
            this.prefix = prefix;
        }

        static Block of(String setting, String text) {
            var slash = text.indexOf('/');
            var first = IpAddressParser.parsePlain(slash < 0 ? text : text.substring(0, slash))
                    .orElseThrow(() -> new IllegalArgumentException(setting + "'" + text
                            + "' is not a network: write it as 10.0.0.0/8, 10.1.2.3 or 2001:db8::/32"))
                    .getAddress();
            var longest = first.length * Byte.SIZE;
            return new Block(first, slash < 0 ? longest : prefix(setting, text, text.substring(slash + 1), longest));
        }

        private static int prefix(String setting, String text, String digits, int longest) {
            var prefix = digits.matches("[0-9]{1,3}") ? Integer.parseInt(digits) : -1;
            if (prefix < 0 || prefix > longest) {
                throw new IllegalArgumentException(
                        setting + "'%s' does not end with a prefix length from 0 to %d".formatted(text, longest));
            }
            return prefix;
        }

        boolean contains(byte[] address) {
            if (address.length != first.length) {
                return false;
            }
            var wholeBytes = prefix / Byte.SIZE;
            for (int i = 0; i < wholeBytes; i++) {
                if (address[i] != first[i]) {
                    return false;
                }
            }
            var rest = Byte.SIZE - prefix % Byte.SIZE;
            return rest == Byte.SIZE || (address[wholeBytes] & 0xff) >> rest == (first[wholeBytes] & 0xff) >> rest;
        }
    }
}
