package io.footfall.alerts;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.footfall.alerts.life.Decisions;
import io.footfall.alerts.life.Silence;
import io.footfall.alerts.rules.Rules;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Times in which people are not told of some alerts. */
@Path("/silences")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class SilenceResource {
    private static final Duration LONGEST = Duration.ofDays(31);

    private final Chronicle chronicle;
    private final AlertsLog log;
    private final Caller caller;
    private final Clock clock;

    SilenceResource(Chronicle chronicle, AlertsLog log, Caller caller, Clock clock) {
        this.chronicle = chronicle;
        this.log = log;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * What somebody wants not to hear.
     *
     * @param rule alerts of this rule only
     * @param fingerprint this alert only
     * @param all every alert, if neither rule nor fingerprint is given
     * @param until when it ends, ISO-8601, at most 31 days from now
     * @param comment why
     * @param unknown must be empty
     */
    public record Wish(
            @Size(max = 100) String rule,
            @Size(max = 100) String fingerprint,
            boolean all,
            @NotNull Instant until,
            @Size(max = 1_000) String comment,
            @JsonAnySetter Map<String, Object> unknown) {}

    @GET
    @Operation(operationId = "silences", summary = "All silences that have not ended")
    public List<Silence> silences() {
        return chronicle.decisions().silences(clock.instant());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "silence",
            summary = "Silences alerts from now until some time",
            description = "They are judged and listed all the same; what still fires when it ends is told then.")
    public Silence silence(@NotNull @Valid Wish wish) {
        var now = clock.instant();
        check(wish);
        if (!wish.until().isAfter(now) || wish.until().isAfter(now.plus(LONGEST))) {
            throw new BadRequestException("until must be in the future, at most 31 days from now");
        }
        var silence = new Silence(
                UUID.randomUUID().toString(),
                wish.rule(),
                wish.fingerprint(),
                now,
                wish.until(),
                caller.name(),
                wish.comment());
        log.decide(Decisions.silence(silence.id()), silence);
        return silence;
    }

    @DELETE
    @Path("/{id}")
    @Operation(operationId = "unsilence", summary = "Ends a silence before its time")
    public void end(@PathParam("id") String id) {
        if (silences().stream().noneMatch(silence -> silence.id().equals(id))) {
            throw new NotFoundException("no such silence");
        }
        log.decide(Decisions.silence(id), null);
    }

    private static void check(Wish wish) {
        // What is misspelt would silence more than was meant.
        Unknown.refuse(wish.unknown());
        if (wish.rule() == null && wish.fingerprint() == null && !wish.all()) {
            throw new BadRequestException("rule or fingerprint is missing; \"all\":true silences every alert");
        }
        if (wish.rule() != null && !Rules.NAMES.contains(wish.rule())) {
            throw new BadRequestException("rule must be one of " + Rules.NAMES);
        }
        if (wish.fingerprint() != null && !wish.fingerprint().matches("[0-9a-f]{8,64}")) {
            throw new BadRequestException("fingerprint must be one of an alert");
        }
    }
}
