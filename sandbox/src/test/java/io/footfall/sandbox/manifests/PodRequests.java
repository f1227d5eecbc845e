package io.footfall.sandbox.manifests;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import java.util.Optional;
import java.util.stream.Stream;

/** CPU, in thousandths, and memory, in MiB, that pods request from the scheduler. */
record PodRequests(int cpu, int memory) {
    private static final PodRequests NONE = new PodRequests(0, 0);
    private static final int MEBIBYTE = 1024 * 1024;

    /** Of all pods, with the least number of replicas where an autoscaler sets it. */
    static PodRequests of(Manifests manifests) {
        return sum(Stream.concat(
                manifests.workloads().stream().map(workload -> of(workload).times(replicas(workload, manifests))),
                ofStrimzi(manifests)));
    }

    /**
     * Of the pods that a roll-out of all deployments at once starts before it ends others: a quarter of the replicas,
     * rounded up, which is the default of Kubernetes. Stateful sets end a pod first.
     */
    static PodRequests ofRollOut(Manifests manifests) {
        return sum(manifests.workloads().stream()
                .filter(workload -> workload.object() instanceof Deployment)
                .map(workload -> of(workload).times((replicas(workload, manifests) + 3) / 4)));
    }

    /** Of one pod. Init containers run before the others, one after the other. */
    static PodRequests of(Workload workload) {
        return sum(workload.containers().stream().map(PodRequests::of))
                .max(workload.pod().getInitContainers().stream()
                        .map(PodRequests::of)
                        .reduce(NONE, PodRequests::max));
    }

    static PodRequests of(Container container) {
        var requests = container.getResources().getRequests();
        return of(requests.get("cpu"), requests.get("memory"));
    }

    static PodRequests of(Quantity cpu, Quantity memory) {
        return new PodRequests(Quantity.getAmountInBytes(cpu).movePointRight(3).intValueExact(), (int)
                (Quantity.getAmountInBytes(memory).longValueExact() / MEBIBYTE));
    }

    PodRequests plus(PodRequests other) {
        return new PodRequests(cpu + other.cpu, memory + other.memory);
    }

    private PodRequests times(int replicas) {
        return new PodRequests(cpu * replicas, memory * replicas);
    }

    private PodRequests max(PodRequests other) {
        return new PodRequests(Math.max(cpu, other.cpu), Math.max(memory, other.memory));
    }

    private static PodRequests sum(Stream<PodRequests> requests) {
        return requests.reduce(NONE, PodRequests::plus);
    }

    private static int replicas(Workload workload, Manifests manifests) {
        var replicas = workload.object() instanceof Deployment deployment
                ? deployment.getSpec().getReplicas()
                : ((StatefulSet) workload.object()).getSpec().getReplicas();
        return Optional.ofNullable(replicas).orElseGet(() -> leastReplicas(workload.name(), manifests));
    }

    private static int leastReplicas(String name, Manifests manifests) {
        var byCpu = manifests.all(HorizontalPodAutoscaler.class).stream()
                .filter(scaler -> scaler.getSpec().getScaleTargetRef().getName().equals(name))
                .map(scaler -> scaler.getSpec().getMinReplicas());
        var byLag = manifests.all(Keda.ScaledObject.class).stream()
                .filter(scaler -> scaler.spec.scaleTargetRef().name().equals(name))
                .map(scaler -> scaler.spec.minReplicaCount());
        return Stream.concat(byCpu, byLag)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing sets the replicas of " + name));
    }

    private static Stream<PodRequests> ofStrimzi(Manifests manifests) {
        var pools = manifests.all(KafkaNodePool.class).stream().map(pool -> {
            var requests = pool.getSpec().getResources().getRequests();
            return of(requests.get("cpu"), requests.get("memory"))
                    .times(pool.getSpec().getReplicas());
        });
        var operators = manifests.all(Kafka.class).stream()
                .map(kafka -> kafka.getSpec().getEntityOperator())
                .flatMap(entity -> Stream.of(
                        entity.getTopicOperator().getResources(),
                        entity.getUserOperator().getResources()))
                .map(resources -> of(
                        resources.getRequests().get("cpu"),
                        resources.getRequests().get("memory")));
        return Stream.concat(pools, operators);
    }
}
