package io.footfall.access;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Bcrypt hashes of the passwords of the basic users, by user name. */
final class UserHashes {
    private static final String SETTING = "footfall.users.";
    private static final String VARIABLE = "FOOTFALL_USERS_";
    private static final int LEAST_COST = 4;
    private static final int HIGHEST_COST = 16;
    private static final Pattern BCRYPT = Pattern.compile("\\$2[abxy](\\$(\\d\\d)\\$[./A-Za-z0-9]{53})");

    private final Map<String, String> hashes;
    private final List<String> values;
    private final KeyedHash keyedHash = new KeyedHash();

    private UserHashes(Map<String, String> hashes) {
        this.hashes = Map.copyOf(hashes);
        this.values = List.copyOf(this.hashes.values());
    }

    /**
     * Validates the hashes.
     *
     * @param settings by user name, the values of {@code footfall.users.<name>}
     * @param environment variables. In {@code FOOTFALL_USERS_ANN_LEE} the underscore is one of the name; the library
     *     for settings takes it for a dot
     * @throws IllegalArgumentException if one is not a bcrypt hash; the message names the setting, never the value
     */
    static UserHashes of(Map<String, String> settings, Map<String, String> environment) {
        var hashes = new TreeMap<String, String>();
        settings.forEach((name, hash) -> hashes.put(name, normalized(SETTING + name, name, hash)));
        environment.forEach((variable, hash) -> {
            if (variable.startsWith(VARIABLE) && variable.length() > VARIABLE.length()) {
                var name = variable.substring(VARIABLE.length()).toLowerCase(Locale.ROOT);
                hashes.remove(name.replace('_', '.'));
                // Else it replaces the value of a setting with that name.
                if (hashes.keySet().stream().map(UserHashes::variable).noneMatch(variable::equals)) {
                    hashes.put(name, normalized(variable, name, hash));
                }
            }
        });
        return new UserHashes(hashes);
    }

    /** Programs write different version letters for the same algorithm; the library that verifies knows only some. */
    private static String normalized(String setting, String name, String hash) {
        var found = BCRYPT.matcher(hash);
        if (!found.matches() || !hasCost(found.group(2))) {
            throw new IllegalArgumentException(setting + " is not a bcrypt hash of cost " + LEAST_COST + " to "
                    + HIGHEST_COST + "; create one with: htpasswd -nbBC 12 " + name + " PASSWORD");
        }
        return "$2y" + found.group(1);
    }

    private static boolean hasCost(String digits) {
        var cost = Integer.parseInt(digits);
        return cost >= LEAST_COST && cost <= HIGHEST_COST;
    }

    private static String variable(String name) {
        return VARIABLE + name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    boolean isEmpty() {
        return hashes.isEmpty();
    }

    boolean contains(String name) {
        return hashes.containsKey(name);
    }

    /**
     * The hash to verify a password with. For an unknown name it is that of some user, always the same one, so that it
     * takes as long as for a known name.
     */
    String hashFor(String name) {
        var hash = hashes.get(name);
        var choice = Math.floorMod(ByteBuffer.wrap(keyedHash.of(name, "")).getInt(), values.size());
        return hash == null ? values.get(choice) : hash;
    }
}
