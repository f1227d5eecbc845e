package io.footfall.broker;

import io.footfall.events.topics.KafkaAdmin;
import io.footfall.events.topics.KafkaRights;
import io.footfall.events.topics.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;

/** Users of a broker with the documented rights of one service, and what the service's own check finds that they lack. */
public final class DocumentedUsers implements AutoCloseable {
    private static final String PASSWORD = "correct horse";
    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final Topics TOPICS = new Topics("");

    private final String service;
    private final BiFunction<Map<String, Object>, Topics, KafkaRights> rights;
    private final LocalBroker broker;
    private final Admin admin;

    /** @param rights that the service checks, for these settings of Kafka clients */
    public DocumentedUsers(String service, BiFunction<Map<String, Object>, Topics, KafkaRights> rights)
            throws Exception {
        this.service = service;
        this.rights = rights;
        broker = new LocalBroker(SecureListener.AUTHORIZED, TOPICS.all(1));
        admin = Admin.create(Map.<String, Object>of("bootstrap.servers", broker.address()));
    }

    /** Adds a user with all rights; returns its name. */
    public String addOne() throws IOException, ExecutionException, InterruptedException {
        SecureListener.addUser(admin, service, PASSWORD);
        admin.createAcls(DocumentedRights.of(service)).all().get();
        return service;
    }

    /** Adds a user for each right, who has all others; returns the missing right by the user's name. */
    public Map<String, AclBinding> addAllWithoutOne() throws IOException, ExecutionException, InterruptedException {
        return DocumentedRights.addUsersWithoutOne(admin, service, PASSWORD);
    }

    /** What the service logs of a user that lacks rights. */
    public Optional<String> problem(String user) throws InterruptedException {
        var kafka = broker.secure().client(user, PASSWORD);
        try (var client = new KafkaAdmin(kafka, TIMEOUT)) {
            return rights.apply(kafka, TOPICS).problem(client);
        }
    }

    @Override
    public void close() {
        admin.close();
        broker.close();
    }
}
