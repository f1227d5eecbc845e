package io.footfall.sandbox.manifests;

import static java.util.stream.Collectors.toCollection;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Computes allowed connections from network policies, as {@code ingest -> kafka:9092}. Between two pods, both sides
 * have to allow it. Peers outside are written as their selector.
 */
final class Arrows {
    private final List<Workload> workloads;
    private final List<NetworkPolicy> policies;

    private Arrows(Manifests manifests) {
        this.workloads = manifests.workloads();
        this.policies = manifests.all(NetworkPolicy.class);
    }

    static Set<String> of(Manifests manifests) {
        var arrows = new Arrows(manifests);
        return arrows.workloads.stream()
                .flatMap(workload -> Stream.concat(arrows.out(workload), arrows.in(workload)))
                .collect(toCollection(TreeSet::new));
    }

    private Stream<String> out(Workload from) {
        return policiesOf(from, "Egress")
                .flatMap(policy -> policy.getSpec().getEgress().stream())
                .flatMap(rule -> rule.getTo().stream()
                        .flatMap(peer -> rule.getPorts().stream().flatMap(port -> targets(peer)
                                .filter(target -> isLetIn(from, target, port))
                                .map(target -> from.name() + " -> " + target + ":" + number(port)))));
    }

    private Stream<String> in(Workload to) {
        return policiesOf(to, "Ingress")
                .flatMap(policy -> policy.getSpec().getIngress().stream())
                .flatMap(rule -> rule.getFrom().stream()
                        .filter(Arrows::isOutside)
                        .flatMap(peer -> rule.getPorts().stream()
                                .flatMap(port -> numbers(to, port.getPort()))
                                .map(number -> outside(peer) + " -> " + to.name() + ":" + number)));
    }

    /** Names of the pods that a peer selects, or its selector if these objects have no such pod. */
    private Stream<String> targets(NetworkPolicyPeer peer) {
        if (isOutside(peer)) {
            return Stream.of(outside(peer));
        }
        var pods = workloads.stream()
                .filter(pod -> matches(peer, pod))
                .map(Workload::name)
                .toList();
        return pods.isEmpty() ? Stream.of(labels(peer.getPodSelector().getMatchLabels())) : pods.stream();
    }

    private boolean isLetIn(Workload from, String target, NetworkPolicyPort port) {
        return workloads.stream()
                .filter(workload -> workload.name().equals(target))
                .allMatch(to -> policiesOf(to, "Ingress")
                        .flatMap(policy -> policy.getSpec().getIngress().stream())
                        .anyMatch(rule ->
                                rule.getFrom().stream().anyMatch(peer -> !isOutside(peer) && matches(peer, from))
                                        && rule.getPorts().stream()
                                                .flatMap(let -> numbers(to, let.getPort()))
                                                .anyMatch(number(port)::equals)));
    }

    private static String number(NetworkPolicyPort port) {
        return "UDP".equals(port.getProtocol())
                ? port.getPort().getIntVal() + "/udp"
                : String.valueOf(port.getPort().getIntVal());
    }

    private static Stream<String> numbers(Workload workload, IntOrString port) {
        return port.getStrVal() == null
                ? Stream.of(String.valueOf(port.getIntVal()))
                : workload.containers().stream()
                        .flatMap(container -> container.getPorts().stream())
                        .filter(found -> found.getName().equals(port.getStrVal()))
                        .map(found -> String.valueOf(found.getContainerPort()));
    }

    private Stream<NetworkPolicy> policiesOf(Workload workload, String direction) {
        return policies.stream()
                .filter(policy -> policy.getSpec().getPolicyTypes().contains(direction))
                .filter(policy -> Manifests.selects(policy.getSpec().getPodSelector(), workload.labels()));
    }

    private static boolean matches(NetworkPolicyPeer peer, Workload workload) {
        return Manifests.selects(peer.getPodSelector(), workload.labels());
    }

    private static boolean isOutside(NetworkPolicyPeer peer) {
        return peer.getNamespaceSelector() != null || peer.getIpBlock() != null;
    }

    private static String outside(NetworkPolicyPeer peer) {
        if (peer.getIpBlock() != null) {
            return peer.getIpBlock().getCidr().matches("0\\.0\\.0\\.0/0|::/0")
                    ? "anywhere"
                    : peer.getIpBlock().getCidr();
        }
        var namespaces = labels(peer.getNamespaceSelector().getMatchLabels());
        return peer.getPodSelector() == null
                ? namespaces
                : namespaces + "/" + labels(peer.getPodSelector().getMatchLabels());
    }

    private static String labels(Map<String, String> labels) {
        return String.join("+", new TreeSet<>(labels.values()));
    }
}
