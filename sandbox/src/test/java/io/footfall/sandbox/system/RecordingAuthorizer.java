package io.footfall.sandbox.system;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;
import org.apache.kafka.server.authorizer.AuthorizationResult;

/** Kafka's authorizer, which records what users do. Kafka creates it by the name of the class. */
public final class RecordingAuthorizer extends StandardAuthorizer {
    private static final Set<Use> ALLOWED = ConcurrentHashMap.newKeySet();
    private static final Set<Use> DENIED = ConcurrentHashMap.newKeySet();

    /** An operation of a user. Whether a user may do something, which services ask at their start, is none. */
    record Use(String user, AclOperation operation, ResourceType type, String name) {
        private static Use of(AuthorizableRequestContext context, Action action) {
            var resource = action.resourcePattern();
            return new Use(
                    context.principal().toString(), action.operation(), resource.resourceType(), resource.name());
        }

        /** Whether the right allows it literally: to read implies to describe, which does not count here. */
        private boolean needs(AclBinding right) {
            var pattern = right.pattern();
            return user.equals(right.entry().principal())
                    && operation == right.entry().operation()
                    && type == pattern.resourceType()
                    && (pattern.patternType() == PatternType.PREFIXED
                            ? name.startsWith(pattern.name())
                            : name.equals(pattern.name()));
        }
    }

    static boolean isUsed(AclBinding right) {
        return ALLOWED.stream().anyMatch(use -> use.needs(right));
    }

    static Set<Use> denied() {
        return Set.copyOf(DENIED);
    }

    static void clearDenied() {
        DENIED.clear();
    }

    @Override
    public List<AuthorizationResult> authorize(AuthorizableRequestContext context, List<Action> actions) {
        var results = super.authorize(context, actions);
        for (var index = 0; index < actions.size(); index++) {
            var action = actions.get(index);
            if (results.get(index) == AuthorizationResult.ALLOWED) {
                if (action.logIfAllowed()) {
                    ALLOWED.add(Use.of(context, action));
                }
            } else if (action.logIfDenied()) {
                DENIED.add(Use.of(context, action));
            }
        }
        return results;
    }
}
