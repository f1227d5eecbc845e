package io.footfall;

import java.util.stream.Stream;

/** Libraries that main code may depend on, by the prefixes of their packages. */
enum Library {
    JACKSON("com.fasterxml."),
    KAFKA("org.apache.kafka. kafka."),
    QUARKUS("io.quarkus. io.smallrye. org.eclipse.microprofile. org.hibernate.validator. org.jboss.resteasy. "
            + "org.reactivestreams. jakarta.annotation. jakarta.enterprise. jakarta.inject. jakarta.interceptor. "
            + "jakarta.validation. jakarta.ws."),
    VERTX("io.vertx. io.netty."),
    METRICS("io.micrometer."),
    LOGGING("org.jboss.logging. org.jboss.logmanager."),
    INFLUXDB("com.influxdb. okhttp3. retrofit2."),
    HASH4J("com.dynatrace.hash4j."),
    MAXMIND("com.maxmind."),
    GRAALVM("com.oracle.svm. org.graalvm."),
    PICOCLI("picocli."),
    GREENMAIL("com.icegreen. jakarta.mail."),
    QUESTDB("io.questdb.");

    private final String prefixes;

    Library(String prefixes) {
        this.prefixes = prefixes;
    }

    static boolean isJdk(String type) {
        return startsWithAny(type, "java. javax. com.sun.");
    }

    static Library of(String type) {
        return Stream.of(values())
                .filter(library -> startsWithAny(type, library.prefixes))
                .findFirst()
                .orElseThrow(() -> new AssertionError(type + " is in no library: add its package to " + Library.class));
    }

    private static boolean startsWithAny(String type, String prefixes) {
        return Stream.of(prefixes.split(" ")).anyMatch(type::startsWith);
    }
}
