package io.cryptodata.allinone.chaos;

import java.util.List;
import java.util.Locale;

/// The result of one run.
///
/// @param served closed hours that a venue served complete and valid
/// @param candles distinct hours on the topic
/// @param revised records of later versions of an hour
/// @param late hours that were published after a newer hour of their market
/// @param holes hours of tracked markets that are missing, because nobody can read them
/// @param problems every violated expectation, for people; empty after a correct run
record ChaosReport(ChaosOptions options, int markets, long served, long candles, long revised, long late,
        long quarantined, long confirmedEmpty, long holes, long faults, long requests, double seconds,
        List<String> problems) {
    ChaosReport {
        problems = List.copyOf(problems);
    }

    String line() {
        return String.format(Locale.ROOT,
                "seed=%d members=%d days=%d markets=%d served=%d candles=%d revised=%d late=%d quarantined=%d "
                        + "confirmed_empty=%d holes=%d faults=%d requests=%d problems=%d seconds=%.0f",
                options.seed(), options.members(), options.days(), markets, served, candles, revised, late, quarantined,
                confirmedEmpty, holes, faults, requests, problems.size(), seconds);
    }
}
