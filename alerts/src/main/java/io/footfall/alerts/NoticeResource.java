package io.footfall.alerts;

import io.footfall.alerts.life.Decisions;
import io.footfall.alerts.life.Redelivery;
import io.footfall.alerts.notify.Attempt;
import io.footfall.alerts.notify.Notice;
import io.footfall.alerts.notify.Trial;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What people were told, and whether it came through: the same from every replica. */
@Path("/alerts")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class NoticeResource {
    private static final int MOST_NOTICES = 1_000;

    private final Trial trial;
    private final Chronicle chronicle;
    private final AlertsLog log;
    private final Caller caller;
    private final Clock clock;

    NoticeResource(Trial trial, Chronicle chronicle, AlertsLog log, Caller caller, Clock clock) {
        this.trial = trial;
        this.chronicle = chronicle;
        this.log = log;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @Path("/test")
    @Operation(
            operationId = "test",
            summary = "Tells every receiver of a test",
            description = "One attempt each; answers what came of it, by receiver. Nothing is written to a topic.")
    public Uni<Map<String, Attempt>> test() {
        return Uni.createFrom().completionStage(trial::run);
    }

    @GET
    @Path("/notices")
    @Operation(
            operationId = "notices",
            summary = "What people were told, newest first, with every attempt at every receiver")
    public List<Notice> notices(@QueryParam("limit") @DefaultValue("100") int limit) {
        var notices = chronicle.notices();
        var first = Math.max(0, notices.size() - Math.max(1, Math.min(limit, MOST_NOTICES)));
        var newest = new ArrayList<>(notices.subList(first, notices.size()));
        Collections.reverse(newest);
        return newest;
    }

    @POST
    @Path("/notices/{id}/deliveries/{receiver}")
    @Operation(
            operationId = "redeliver",
            summary = "Has a receiver told once more",
            description = "Of a notice that was delivered to it or given up on; one that is pending is tried anyway.")
    public Redelivery redeliver(@PathParam("id") String id, @PathParam("receiver") String receiver) {
        var notice = chronicle.notice(id);
        if (notice.isEmpty() || !notice.get().deliveries().containsKey(receiver)) {
            throw new NotFoundException("no such notice, or not for that receiver");
        }
        var wanted = new Redelivery(id, receiver, caller.name(), clock.instant());
        log.decide(Decisions.redelivery(id, receiver), wanted);
        return wanted;
    }
}
