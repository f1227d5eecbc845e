package io.footfall.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A listener of a broker with TLS and SASL/SCRAM, as managed clusters have. With {@link #AUTHORIZED} users may do only what
 * a test allows them; the other listeners of the broker may do everything.
 */
public final class SecureListener {
    static final String AUTHORIZER = "authorizer.class.name";

    /** Settings of a broker that authorizes its users. */
    public static final Map<String, String> AUTHORIZED = Map.of(
            AUTHORIZER, "org.apache.kafka.metadata.authorizer.StandardAuthorizer", "super.users", "User:ANONYMOUS");

    private static final String MECHANISM = "SCRAM-SHA-512";
    private static final int ITERATIONS = 4_096;
    private static final String STORE_PASSWORD = "password-of-a-test";

    private final int port;
    private final Path certificate;

    SecureListener(int port, Path directory) {
        this.port = port;
        this.certificate = directory.resolveSibling(directory.getFileName() + ".p12");
    }

    private void makeCertificate() throws IOException, InterruptedException {
        keytool(
                "-genkeypair -keyalg EC -alias broker -dname CN=broker -ext san=ip:127.0.0.1 -storetype PKCS12 -validity 2");
        keytool("-exportcert -rfc -alias broker -file " + authority());
    }

    private void keytool(String arguments) throws IOException, InterruptedException {
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        var command = "%s %s -storepass %s -keystore %s".formatted(keytool, arguments, STORE_PASSWORD, certificate);
        var status = new ProcessBuilder(Arrays.asList(command.split(" ")))
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new IllegalStateException("keytool ended with status " + status);
        }
    }

    void addTo(Properties settings) throws IOException, InterruptedException {
        makeCertificate();
        settings.put("listeners", settings.get("listeners") + ",SECURE://" + address());
        settings.put("advertised.listeners", settings.get("advertised.listeners") + ",SECURE://" + address());
        settings.put(
                "listener.security.protocol.map", settings.get("listener.security.protocol.map") + ",SECURE:SASL_SSL");
        settings.put("sasl.enabled.mechanisms", MECHANISM);
        settings.put(
                "listener.name.secure.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        settings.put("ssl.keystore.location", certificate.toString());
        settings.put("ssl.keystore.password", STORE_PASSWORD);
    }

    /** Value for {@code bootstrap.servers}. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** Certificate of the authority that clients have to trust, in PEM. */
    public Path authority() {
        return certificate.resolveSibling(certificate.getFileName() + ".crt");
    }

    /** Settings of clients of a user. */
    public Map<String, Object> client(String user, String password) {
        return Map.of(
                "bootstrap.servers",
                address(),
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                MECHANISM,
                "sasl.jaas.config",
                login(user, password),
                "ssl.truststore.location",
                certificate.toString(),
                "ssl.truststore.password",
                STORE_PASSWORD);
    }

    /** The setting {@code sasl.jaas.config} of a user. */
    public static String login(String user, String password) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                .formatted(user, password);
    }

    /** Adds a user, or changes its password. */
    public static void addUser(Admin admin, String user, String password)
            throws ExecutionException, InterruptedException {
        admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                        user, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS), password)))
                .all()
                .get();
    }

    /** Allows a user an operation on everything of a type whose name begins with a prefix. */
    public static void allow(Admin admin, String user, AclOperation operation, ResourceType type, String prefix)
            throws ExecutionException, InterruptedException {
        var entry = new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW);
        var resource = new ResourcePattern(type, prefix, PatternType.PREFIXED);
        admin.createAcls(List.of(new AclBinding(resource, entry))).all().get();
    }
}
