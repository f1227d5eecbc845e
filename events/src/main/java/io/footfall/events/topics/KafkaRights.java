package io.footfall.events.topics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Rights that a service needs in Kafka, and which of them its user lacks: one line instead of many stack traces. */
public final class KafkaRights {
    private static final Pattern USERNAME = Pattern.compile("username\\s*=\\s*[\"']?([^\"';\\s]+)");

    private final Map<String, ?> kafka;
    private final Map<String, Set<AclOperation>> topics = new TreeMap<>();
    private final Map<String, AclOperation> groups = new TreeMap<>();
    private final Set<String> transactionalIds = new TreeSet<>();
    private boolean createsTopics;

    public KafkaRights(Map<String, ?> kafka) {
        this.kafka = kafka;
    }

    public KafkaRights toDescribe(Collection<String> names) {
        return add(names, AclOperation.DESCRIBE);
    }

    public KafkaRights toRead(Collection<String> names) {
        return add(names, AclOperation.READ);
    }

    public KafkaRights toWrite(Collection<String> names) {
        return add(names, AclOperation.WRITE);
    }

    private KafkaRights add(Collection<String> names, AclOperation operation) {
        names.forEach(name -> topics.computeIfAbsent(name, first -> EnumSet.noneOf(AclOperation.class))
                .add(operation));
        return this;
    }

    /** Topics that do not exist are created. */
    public KafkaRights toCreate() {
        createsTopics = true;
        return this;
    }

    /** To join consumer groups with these names, or that begin like them. */
    public KafkaRights toJoin(Collection<String> names) {
        names.forEach(name -> groups.put(name, AclOperation.READ));
        return this;
    }

    /** To read the committed offsets of another service's consumer group. */
    public KafkaRights toDescribeGroup(String name) {
        groups.put(name, AclOperation.DESCRIBE);
        return this;
    }

    /** To produce in transactions with ids that begin like this. */
    public KafkaRights toCommit(String transactionalId) {
        transactionalIds.add(transactionalId);
        return this;
    }

    /**
     * What the service's user lacks, in one line; empty if that is nothing, if Kafka does not know its users
     * ({@code security.protocol} is {@code PLAINTEXT}), or if it does not answer.
     */
    public Optional<String> problem(KafkaAdmin admin) throws InterruptedException {
        var protocol = kafka.get("security.protocol");
        if (protocol == null || protocol.toString().equals("PLAINTEXT")) {
            return Optional.empty();
        }
        try {
            var missing = new ArrayList<String>();
            addMissingOfTopics(admin, missing);
            addMissingOfGroups(admin, missing);
            addMissingOfTransactions(admin, missing);
            return missing.isEmpty()
                    ? Optional.empty()
                    : Optional.of(line("lacks rights: %s; see docs/deploy.md".formatted(String.join(", ", missing))));
        } catch (ExecutionException e) {
            return e.getCause() instanceof AuthenticationException refused
                    ? Optional.of(line("is refused (kafka.sasl.jaas.config): " + refused.getMessage()))
                    : Optional.empty();
        } catch (TimeoutException e) {
            return Optional.empty();
        }
    }

    private String line(String problem) {
        var found = USERNAME.matcher(String.valueOf(kafka.get("sasl.jaas.config")));
        var user = found.find() ? "User " + found.group(1) : "The user";
        return user + " of Kafka at %s (kafka.bootstrap.servers) %s".formatted(kafka.get("bootstrap.servers"), problem);
    }

    private void addMissingOfTopics(KafkaAdmin admin, List<String> missing)
            throws ExecutionException, InterruptedException, TimeoutException {
        var options = new DescribeTopicsOptions().includeAuthorizedOperations(true);
        var found = admin.client().describeTopics(topics.keySet(), options).topicNameValues();
        var unknown = new ArrayList<NewTopic>();
        for (var topic : topics.entrySet()) {
            var lacking = EnumSet.copyOf(topic.getValue());
            // READ and WRITE imply it.
            lacking.removeIf(
                    right -> right == AclOperation.DESCRIBE && topic.getValue().size() > 1);
            var refusal = refusal(admin, found.get(topic.getKey()));
            if (refusal.isEmpty()) {
                var authorized = found.get(topic.getKey()).get().authorizedOperations();
                lacking.removeAll(isUnknown(authorized) ? lacking : authorized);
            } else if (refusal.get() instanceof UnknownTopicOrPartitionException) {
                unknown.add(new NewTopic(topic.getKey(), Optional.of(1), Optional.<Short>empty()));
                lacking.clear();
            } else if (!(refusal.get() instanceof AuthorizationException)) {
                lacking.clear();
            }
            if (!lacking.isEmpty()) {
                var operations = lacking.stream().map(AclOperation::name).collect(Collectors.joining(" and "));
                missing.add(operations + " on topic " + topic.getKey());
            }
        }
        if (createsTopics && !unknown.isEmpty()) {
            addMissingToCreate(admin, unknown, missing);
        }
    }

    private static void addMissingToCreate(KafkaAdmin admin, List<NewTopic> unknown, List<String> missing)
            throws ExecutionException, InterruptedException, TimeoutException {
        var options = new CreateTopicsOptions().validateOnly(true);
        for (var topic : admin.client().createTopics(unknown, options).values().entrySet()) {
            if (refusal(admin, topic.getValue()).orElse(null) instanceof AuthorizationException) {
                missing.add("CREATE on topic %s, which does not exist".formatted(topic.getKey()));
            }
        }
    }

    private void addMissingOfGroups(KafkaAdmin admin, List<String> missing)
            throws ExecutionException, InterruptedException, TimeoutException {
        var options = new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true);
        var described = admin.client().describeConsumerGroups(groups.keySet(), options);
        for (var group : described.describedGroups().entrySet()) {
            var refusal = refusal(admin, group.getValue());
            var authorized = refusal.isEmpty() ? group.getValue().get().authorizedOperations() : null;
            var needed = groups.get(group.getKey());
            if (refusal.orElse(null) instanceof AuthorizationException
                    || (!isUnknown(authorized) && !authorized.contains(needed))) {
                missing.add(needed + " on group " + group.getKey());
            }
        }
    }

    private void addMissingOfTransactions(KafkaAdmin admin, List<String> missing)
            throws ExecutionException, InterruptedException, TimeoutException {
        for (var id : transactionalIds) {
            var described = admin.client().describeTransactions(List.of(id)).description(id);
            if (refusal(admin, described).orElse(null) instanceof AuthorizationException) {
                missing.add("WRITE on transactional id " + id);
            }
        }
    }

    /** The error with which Kafka answers a request for one name; empty if it does what it is asked for. */
    private static Optional<ApiException> refusal(KafkaAdmin admin, KafkaFuture<?> answer)
            throws ExecutionException, InterruptedException, TimeoutException {
        try {
            admin.await(answer);
            return Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ApiException refused
                    && !(refused instanceof AuthenticationException)
                    && !(refused instanceof org.apache.kafka.common.errors.TimeoutException)) {
                return Optional.of(refused);
            }
            throw e;
        }
    }

    /** Brokers of other makes may not say which operations are authorized. */
    private static boolean isUnknown(Set<AclOperation> authorized) {
        return authorized == null || authorized.isEmpty();
    }
}
