package io.cryptodata.domain.ledger;

/// Which part of a request for a market fits.
record RequestSize(Ledger ledger, Work.FetchHours request) {
    /// The most important part, for use after the whole of it failed.
    Work.FetchHours narrowed() {
        HourRange recorded = ledger.recorded();
        if (recorded == null) {
            return request;
        }
        return switch (request.priority()) {
            case LIVE, BACKFILL -> request.from() >= recorded.to()
                    ? request
                    : new Work.FetchHours(recorded.to(), request.hours().to() - recorded.to(), request.priority());
            case RECHECK -> request;
            case REPAIR -> ledger.missing().stream().filter(hole -> hole.hours().contains(request.from())).findFirst()
                    .map(hole -> until(Math.min(request.hours().to(), ledger.requestEnd(hole.hours()))))
                    .orElse(request);
        };
    }

    /// The part that fits a page of so many rows.
    Work.FetchHours within(long rows) {
        HourRange recorded = ledger.recorded();
        if (rows >= request.rows() || recorded == null) {
            return request;
        }
        return switch (request.priority()) {
            case LIVE -> new Work.FetchHours(
                    Math.min(Math.max(recorded.to(), request.from()), request.from() + request.rows() - rows), rows,
                    Work.Priority.LIVE);
            case REPAIR -> until(lastHole(request.from() + rows));
            case RECHECK, BACKFILL -> until(request.from() + rows);
        };
    }

    /// The hour that proves the last missing range before `end`, if it is before `end`, too.
    private long lastHole(long end) {
        long last = ledger.missing().stream().map(MissingRange::hours).filter(hours -> hours.from() < end)
                .mapToLong(HourRange::to).max().orElse(end);
        return Math.min(end, ledger.evidenceEnd(last));
    }

    private Work.FetchHours until(long end) {
        return new Work.FetchHours(request.from(), end - request.from(), request.priority());
    }
}
