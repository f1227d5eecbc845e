package io.footfall.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Rights in Kafka that {@code docs/deploy.md} lists for each service. */
public final class DocumentedRights {
    private static final Path PAGE = Path.of("..", "docs", "deploy.md");
    private static final Pattern REMARK = Pattern.compile("\\([^)]*\\)");
    private static final String NAMES = "((?:`[^`]+`(?:, )?)+)";
    private static final Pattern TOPICS = Pattern.compile("(describe|read and write|read|write) " + NAMES);
    private static final Pattern OTHERS =
            Pattern.compile("(group|transactional id)s? " + NAMES + ": (describe|read|write)");
    private static final Pattern NAME = Pattern.compile("`([^`*]+)(\\*?)`");

    private DocumentedRights() {}

    /** Rights of a service, for a user with its name. */
    public static List<AclBinding> of(String service) throws IOException {
        var row = Pattern.compile("(?m)^\\| " + service + " \\|([^|]*)\\|([^|]*)\\|$");
        var rights = new ArrayList<AclBinding>();
        var section = Files.readString(PAGE).split("### A managed Kafka", -1)[1];
        var found = row.matcher(REMARK.matcher(section).replaceAll(""));
        if (!found.find()) {
            throw new IllegalStateException("%s has no rights of %s".formatted(PAGE, service));
        }
        TOPICS.matcher(found.group(1))
                .results()
                .forEach(match -> add(rights, service, ResourceType.TOPIC, match.group(2), match.group(1)));
        OTHERS.matcher(found.group(2))
                .results()
                .forEach(match -> add(rights, service, type(match.group(1)), match.group(2), match.group(3)));
        return List.copyOf(rights);
    }

    /**
     * Adds a user for each right of a service, who has all others.
     *
     * @return the missing right by the user's name
     */
    public static Map<String, AclBinding> addUsersWithoutOne(Admin admin, String service, String password)
            throws IOException, ExecutionException, InterruptedException {
        var all = of(service);
        var missing = new LinkedHashMap<String, AclBinding>();
        var others = new ArrayList<AclBinding>();
        for (var right : all) {
            var user = service + "-" + missing.size();
            missing.put(user, right);
            SecureListener.addUser(admin, user, password);
            all.stream().filter(other -> !other.equals(right)).forEach(other -> others.add(to(user, other)));
        }
        admin.createAcls(others).all().get();
        return missing;
    }

    private static AclBinding to(String user, AclBinding right) {
        return new AclBinding(
                right.pattern(),
                new AccessControlEntry("User:" + user, "*", right.entry().operation(), AclPermissionType.ALLOW));
    }

    /** The end of the line that a service logs if it lacks one right, and no other. */
    public static Pattern lineWithout(AclBinding right) {
        var name = Pattern.quote(right.pattern().name())
                + (right.pattern().patternType() == PatternType.PREFIXED ? "[^, ]*" : "");
        var item = "%s on %s %s"
                .formatted(right.entry().operation(), word(right.pattern().resourceType()), name);
        return Pattern.compile(" lacks rights: %s(, %s)*; see docs/deploy\\.md".formatted(item, item));
    }

    private static String word(ResourceType type) {
        return type.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static ResourceType type(String word) {
        return ResourceType.valueOf(word.replace(' ', '_').toUpperCase(Locale.ROOT));
    }

    private static void add(List<AclBinding> rights, String user, ResourceType type, String names, String operations) {
        NAME.matcher(names).results().forEach(name -> {
            var pattern = name.group(2).isEmpty() ? PatternType.LITERAL : PatternType.PREFIXED;
            for (var operation : operations.split(" and ", -1)) {
                var entry = new AccessControlEntry(
                        "User:" + user,
                        "*",
                        AclOperation.valueOf(operation.toUpperCase(Locale.ROOT)),
                        AclPermissionType.ALLOW);
                rights.add(new AclBinding(new ResourcePattern(type, name.group(1), pattern), entry));
            }
        });
    }
}
