package io.cryptodata.producers;

import io.cryptodata.producers.ProducersParts.Running;
import io.cryptodata.producers.status.GroupStatus;
import io.cryptodata.service.lifecycle.Health;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The health of running producers. Down only if a thread has ended, which a restart repairs; everything else is retried.
record ProducersHealth(Running running) {
    Health health() {
        if (running.membership().hasEnded()) {
            return new Health.Down("the thread of the group membership has ended; see the log");
        }
        for (Health loop : running.loops()) {
            if (loop instanceof Health.Down) {
                return loop;
            }
        }
        GroupStatus group = running.membership().status();
        if (group.members() == 0 && group.error() == null) {
            return new Health.Starting("joining the consumer group");
        }
        List<String> reasons = reasons(group);
        // a pause is what an operator wants: it needs no attention, but to be seen
        return reasons.isEmpty()
                ? new Health.Up(String.join("; ", running.pauses().describe()))
                : Health.ofReasons(Stream.concat(reasons.stream(), running.pauses().describe().stream()).toList());
    }

    private List<String> reasons(GroupStatus group) {
        List<String> reasons = new ArrayList<>();
        running.pause().reason().ifPresent(reason -> reasons.add("fetching is paused: " + reason));
        if (group.error() != null) {
            reasons.add("group membership: " + group.error());
        }
        running.venues().stream().filter(venue -> !venue.isOk() && !running.pauses().contains(venue.exchange()))
                .forEach(
                        venue -> reasons.add(venue.exchange() + " unavailable since " + venue.unavailableSince() + ": "
                                + venue.reason()));
        running.pollers().forEach(poller -> reasons.addAll(poller.report().problems()));
        reasons.addAll(running.work().problems());
        reasons.addAll(running.leader().problems());
        running.loops().forEach(loop -> reasons.addAll(loop.reasons()));
        return reasons.stream().distinct().toList();
    }
}
